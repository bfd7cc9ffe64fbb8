"""Mail as a channel: SMTP, text and HTML beside each other, threads by event."""

import smtplib
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from email.message import EmailMessage
from email.utils import format_datetime, parseaddr

from tracker.alerts.html import to_html
from tracker.alerts.text import body_text
from tracker.config import ChannelSettings
from tracker.errors import ConfigError
from tracker.model import Delivery, DeliveryOutcome, Message, inert

PORTS = {"starttls": 587, "tls": 465, "none": 25}
#: For the connection and each step of the talk with the server.
TIMEOUT = 30.0
#: From this code on a server's refusal is for good (RFC 5321, 4.2.1).
PERMANENT = 500


class MailChannel:
    """Implements the `Channel` port over SMTP. Message-ID comes from the message's key: a repeat has the same."""

    def __init__(self, settings: ChannelSettings) -> None:
        self.name = settings.name
        self._settings = settings

    def send(self, message: Message, *, now: datetime) -> Delivery:
        """Send the message; see the port. Delivered is what the server took over for one receiver at least."""
        outcome, detail = DeliveryOutcome.DELIVERED, f"taken over by {self._settings.host}"
        password = ""
        try:
            password = self._settings.password.reveal() if self._settings.password is not None else ""
            with self._server(password) as server:
                refused = server.send_message(mail_of(message, self._settings, now=now))
            if refused:
                detail += f", but not for {_refusals(refused)}"
        except smtplib.SMTPRecipientsRefused as error:
            codes = [code for code, _ in error.recipients.values()]
            final = all(code >= PERMANENT for code in codes)
            outcome = DeliveryOutcome.DEAD if final else DeliveryOutcome.RETRY
            detail = self._trouble(f"refused {_refusals(error.recipients)}")
        except smtplib.SMTPAuthenticationError as error:
            outcome, detail = DeliveryOutcome.RETRY, self._trouble(f"refused user and password ({error.smtp_code})")
        except smtplib.SMTPResponseException as error:
            final = error.smtp_code >= PERMANENT and not isinstance(error, smtplib.SMTPConnectError)
            outcome = DeliveryOutcome.DEAD if final else DeliveryOutcome.RETRY
            detail = self._trouble(f"answered {error.smtp_code} {_said(error.smtp_error)}")
        except (smtplib.SMTPException, OSError) as error:
            outcome, detail = DeliveryOutcome.RETRY, self._trouble(inert(str(error)))
        except ConfigError as error:
            outcome, detail = DeliveryOutcome.RETRY, f"channel '{self.name}': {error}"
        detail = detail.replace(password, "***") if password else detail
        return Delivery(alert_key=message.key, at=now, outcome=outcome, detail=detail)

    @contextmanager
    def _server(self, password: str) -> Iterator[smtplib.SMTP]:
        """The server, spoken to as the settings say. TLS is always verified."""
        settings = self._settings
        port = settings.port or PORTS[settings.security]
        if settings.security == "tls":
            server: smtplib.SMTP = smtplib.SMTP_SSL(
                settings.host, port, timeout=TIMEOUT, context=ssl.create_default_context()
            )
        else:
            server = smtplib.SMTP(settings.host, port, timeout=TIMEOUT)
        with server:
            if settings.security == "starttls":
                server.starttls(context=ssl.create_default_context())
            if settings.user:
                server.login(settings.user, password)
            yield server

    def _trouble(self, what: str) -> str:
        port = self._settings.port or PORTS[self._settings.security]
        return f"channel '{self.name}': {self._settings.host}:{port} {what}"


def mail_of(message: Message, settings: ChannelSettings, *, now: datetime) -> EmailMessage:
    """The message as mail: text first, the same as HTML beside it."""
    domain = parseaddr(settings.sender)[1].rpartition("@")[2]
    mail = EmailMessage()
    mail["From"] = settings.sender
    mail["To"] = ", ".join(settings.to)
    mail["Subject"] = message.title
    mail["Date"] = format_datetime(now)
    mail["Message-ID"] = f"<{message.key}@{domain}>"
    if message.earlier:
        mail["In-Reply-To"] = f"<{message.earlier[-1]}@{domain}>"
        mail["References"] = " ".join(f"<{key}@{domain}>" for key in message.earlier)
    mail["Auto-Submitted"] = "auto-generated"
    mail.set_content(f"{message.title}\n\n{body_text(message)}\n\nid {message.key}\n")
    mail.add_alternative(to_html(message), subtype="html")
    return mail


def _refusals(refused: dict[str, tuple[int, bytes]]) -> str:
    return "; ".join(f"{name} ({code} {_said(said)})" for name, (code, said) in refused.items())


def _said(said: bytes | str) -> str:
    return inert(said.decode("utf-8", "replace") if isinstance(said, bytes) else said)[:200]
