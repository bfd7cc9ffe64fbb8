"""Mail through a real server on loopback: TLS, log-in, threads, refusals, and no password in any of it."""

from dataclasses import replace
from email.message import EmailMessage
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import Any

import pytest

from tests.alert_values import NOW, make_message
from tests.receivers import PASSWORD, USER, MailReceiver, knows_the_desk, mail_receiver, make_certificate
from tracker.alerts.mail import MailChannel
from tracker.config import ChannelSettings, Secret
from tracker.model import DeliveryOutcome

ME = "me@desk.example"


def settings(server: MailReceiver, **further: object) -> ChannelSettings:
    """A channel to that server, without TLS unless it says so."""
    base = ChannelSettings(
        name="mail",
        kind="mail",
        host="127.0.0.1",
        port=server.port,
        security="none",
        sender="Desk <claimwatch@desk.example>",
        to=(ME,),
    )
    return replace(base, **further)  # type: ignore[arg-type]


def part(mail: EmailMessage, subtype: str) -> str:
    """The text of one alternative."""
    body = mail.get_body((subtype,))
    assert body is not None
    return str(body.get_content())


def test_it_has_text_and_html_and_the_heads_of_a_thread() -> None:
    with mail_receiver() as server:
        channel = MailChannel(settings(server, to=(ME, "you@desk.example")))
        channel.send(make_message("k3"), now=NOW)
        channel.send(make_message("k4", earlier=("k1", "k3")), now=NOW)
    first, second = server.mails
    assert first["Message-ID"] == "<k3@desk.example>"
    assert (first["In-Reply-To"], first["References"]) == (None, None)
    assert second["In-Reply-To"] == "<k3@desk.example>"
    assert second["References"].split() == ["<k1@desk.example>", "<k3@desk.example>"]
    assert first["To"] == "me@desk.example, you@desk.example"
    assert first["Subject"] == "POSTPONED: treaty signing, Fri 17 -> Fri 24 Jan 2025"
    assert parsedate_to_datetime(first["Date"]) == NOW
    assert first["Auto-Submitted"] == "auto-generated"
    assert "Published 17:02, seen 17:11, told 17:12 (Moscow)   N41" in part(first, "plain")
    assert "Published 17:02, seen 17:11, told 17:12 (Moscow) &middot; N41" in part(first, "html")


def test_a_title_cannot_add_a_head() -> None:
    with mail_receiver() as server:
        MailChannel(settings(server)).send(make_message(title="POSTPONED\r\nBcc: all@desk.example"), now=NOW)
    (mail,) = server.mails
    assert mail["Bcc"] is None
    assert mail["Subject"] == "POSTPONED Bcc: all@desk.example"


@pytest.mark.parametrize("security", ["starttls", "tls"])
def test_it_logs_in_over_verified_tls(security: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    certificate = make_certificate(tmp_path)
    monkeypatch.setenv("SSL_CERT_FILE", certificate.path)
    monkeypatch.setenv("DESK_PASSWORD", PASSWORD)
    how: dict[str, Any] = (
        {"tls_context": certificate.context} if security == "starttls" else {"ssl_context": certificate.context}
    )
    # Over TLS from the start there is no STARTTLS for aiosmtpd to wait for before it lets anybody log in.
    needs = security == "starttls"
    with mail_receiver(
        authenticator=knows_the_desk, auth_required=needs, auth_require_tls=needs, require_starttls=needs, **how
    ) as server:
        secured = settings(server, security=security, user=USER, password=Secret(env="DESK_PASSWORD"))
        delivery = MailChannel(secured).send(make_message(), now=NOW)
    assert delivery.outcome is DeliveryOutcome.DELIVERED, delivery.detail
    assert server.users == [USER]


@pytest.mark.parametrize("security", ["starttls", "tls"])
def test_a_certificate_that_nobody_vouches_for_is_not_believed(security: str, tmp_path: Path) -> None:
    certificate = make_certificate(tmp_path)
    how: dict[str, Any] = (
        {"tls_context": certificate.context} if security == "starttls" else {"ssl_context": certificate.context}
    )
    with mail_receiver(**how) as server:
        delivery = MailChannel(settings(server, security=security)).send(make_message(), now=NOW)
    assert delivery.outcome is DeliveryOutcome.RETRY
    assert "certificate verify failed" in delivery.detail
    assert server.mails == []


def test_a_server_without_tls_gets_nothing_where_it_is_asked_for() -> None:
    with mail_receiver() as server:
        delivery = MailChannel(settings(server, security="starttls")).send(make_message(), now=NOW)
    assert delivery.outcome is DeliveryOutcome.RETRY
    assert "STARTTLS" in delivery.detail
    assert server.mails == []


def test_a_wrong_password_is_tried_again_and_not_shown(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    certificate = make_certificate(tmp_path)
    monkeypatch.setenv("SSL_CERT_FILE", certificate.path)
    with mail_receiver(authenticator=knows_the_desk, tls_context=certificate.context) as server:
        wrong = settings(server, security="starttls", user=USER, password=Secret("hunter22"))
        delivery = MailChannel(wrong).send(make_message(), now=NOW)
    assert delivery.outcome is DeliveryOutcome.RETRY
    assert delivery.detail == f"channel 'mail': 127.0.0.1:{server.port} refused user and password (535)"


@pytest.mark.parametrize(
    ("answers", "outcome", "said"),
    [
        ({"DATA": "451 busy"}, DeliveryOutcome.RETRY, "answered 451 busy"),
        ({"DATA": "554 spam"}, DeliveryOutcome.DEAD, "answered 554 spam"),
        ({ME: "450 later"}, DeliveryOutcome.RETRY, "refused me@desk.example (450 later)"),
        ({ME: "550 unknown"}, DeliveryOutcome.DEAD, "refused me@desk.example (550 unknown)"),
    ],
)
def test_refusals_for_good_are_given_up_and_others_tried_again(
    answers: dict[str, str], outcome: DeliveryOutcome, said: str
) -> None:
    with mail_receiver() as server:
        server.answers.update(answers)
        delivery = MailChannel(settings(server)).send(make_message(), now=NOW)
    assert (delivery.outcome, server.mails) == (outcome, [])
    assert delivery.detail == f"channel 'mail': 127.0.0.1:{server.port} {said}"


def test_one_refused_receiver_of_two_is_named() -> None:
    with mail_receiver() as server:
        server.answers[ME] = "550 unknown"
        delivery = MailChannel(settings(server, to=(ME, "you@desk.example"))).send(make_message(), now=NOW)
    assert delivery.outcome is DeliveryOutcome.DELIVERED
    assert delivery.detail == "taken over by 127.0.0.1, but not for me@desk.example (550 unknown)"
    assert len(server.mails) == 1


def test_a_server_that_is_not_there_is_tried_again() -> None:
    with mail_receiver() as server:
        pass
    delivery = MailChannel(settings(server)).send(make_message(), now=NOW)
    assert delivery.outcome is DeliveryOutcome.RETRY
    assert "refused" in delivery.detail


def test_a_secret_that_is_not_there_says_where_it_was_looked_for() -> None:
    with mail_receiver() as server:
        secured = settings(server, user=USER, password=Secret(env="NO_SUCH_VARIABLE"))
        delivery = MailChannel(secured).send(make_message(), now=NOW)
    assert delivery.outcome is DeliveryOutcome.RETRY
    assert delivery.detail == "channel 'mail': the environment variable NO_SUCH_VARIABLE: is not set"
