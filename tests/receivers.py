"""Real receivers of alerts on loopback: a web server and a mail server that keep what they were sent."""

import ipaddress
import socket
import ssl
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

USER, PASSWORD = "desk", "correct horse"


@dataclass(frozen=True, slots=True, kw_only=True)
class Posted:
    """One request that arrived."""

    path: str
    headers: Mapping[str, str]
    body: str


@dataclass(slots=True)
class WebReceiver:
    """A web server that answers every POST with `status` and `answer_headers`."""

    port: int
    posted: list[Posted] = field(default_factory=list)
    status: int = 204
    answer_headers: dict[str, str] = field(default_factory=dict)

    @property
    def url(self) -> str:
        """Where it is posted to."""
        return f"http://127.0.0.1:{self.port}/hook/t0ken"


@contextmanager
def web_receiver() -> Iterator[WebReceiver]:
    """A web server on a free port."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers.get("content-length", 0))).decode()
            headers = {name.lower(): value for name, value in self.headers.items()}
            receiver.posted.append(Posted(path=self.path, headers=headers, body=body))
            self.send_response(receiver.status)
            for name, value in receiver.answer_headers.items():
                self.send_header(name, value)
            self.send_header("content-length", "0")
            self.end_headers()

        def log_message(self, *_: object) -> None:
            """It is quiet."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    receiver = WebReceiver(server.server_port)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield receiver
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


@dataclass(slots=True)
class MailReceiver:
    """A mail server: what it took over, and what it answers."""

    port: int
    mails: list[EmailMessage] = field(default_factory=list)
    #: What MAIL, RCPT to a name and DATA are answered with; nothing is "250 OK".
    answers: dict[str, str] = field(default_factory=dict)
    #: Who logged in for each mail.
    users: list[str] = field(default_factory=list)

    async def handle_RCPT(  # noqa: N802  aiosmtpd's name
        self, _server: SMTP, _session: Session, envelope: Envelope, address: str, _options: list[str]
    ) -> str:
        """A receiver is named."""
        if address in self.answers:
            return self.answers[address]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, _server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        """A mail arrives."""
        if "DATA" in self.answers:
            return self.answers["DATA"]
        content = envelope.content
        assert isinstance(content, bytes)
        mail = message_from_bytes(content, policy=policy.default)
        assert isinstance(mail, EmailMessage)
        self.mails.append(mail)
        self.users.append(str(session.auth_data.login.decode()) if session.auth_data else "")
        return "250 OK"


@contextmanager
def mail_receiver(kind: type[MailReceiver] = MailReceiver, **options: Any) -> Iterator[MailReceiver]:
    """A mail server on a free port; options as aiosmtpd's."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        receiver = kind(free.getsockname()[1])
    controller = Controller(receiver, hostname="127.0.0.1", port=receiver.port, **options)
    controller.start()
    try:
        yield receiver
    finally:
        controller.stop()


def knows_the_desk(_server: SMTP, _session: Session, _envelope: Envelope, _mechanism: str, data: Any) -> AuthResult:
    """One user with one password."""
    right = isinstance(data, LoginPassword) and (data.login, data.password) == (USER.encode(), PASSWORD.encode())
    return AuthResult(success=right, handled=right, auth_data=data if right else None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Certificate:
    """A certificate of 127.0.0.1 that signs itself, and a server's TLS with it."""

    path: str
    context: ssl.SSLContext


def make_certificate(directory: Path) -> Certificate:
    """A certificate good for a day around now, with its key, written to the directory."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "127.0.0.1")])
    now = datetime.now(UTC)
    built = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address("127.0.0.1"))]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    certificate, private = directory / "certificate.pem", directory / "key.pem"
    certificate.write_bytes(built.public_bytes(serialization.Encoding.PEM))
    private.write_bytes(
        key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    )
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(certificate, private)
    return Certificate(path=str(certificate), context=context)
