"""Mail to the configured SMTP server, or to the log where none is set. What is not a link to sign in with goes through the
outbox (`letters`): nothing here may be called while a transaction holds the database."""

import logging
import smtplib
from contextlib import suppress
from dataclasses import dataclass
from email.message import EmailMessage
from email.utils import parseaddr

from flask import Response, after_this_request, current_app

from qms.kernel.application import this_application

log = logging.getLogger(__name__)

# The server cannot be spoken to; with anything else that it answers, it is the one letter that it will not have.
_OF_THE_SERVER = (
    smtplib.SMTPServerDisconnected,
    smtplib.SMTPConnectError,
    smtplib.SMTPHeloError,
    smtplib.SMTPAuthenticationError,
)
_LONGEST_SUBJECT = 900
# What the email package raises for addresses and texts that no header or body can hold.
_UNWRITABLE = (ValueError, LookupError, AttributeError, TypeError)


class UnwritableError(Exception):
    """An address or a text cannot be written as mail, today or ever."""


@dataclass(frozen=True)
class Fault:
    """Why a letter did not leave. `is_the_servers`: others would fare alike now; `is_the_letters`: it cannot be written
    as mail."""

    words: str
    is_the_servers: bool = False
    is_the_letters: bool = False


def one_line(text: str, longest: int) -> str:
    """A text without line ends and other white space but single blanks, cut where it is too long: fit for a header."""
    line = " ".join(text.split())
    return line if len(line) <= longest else f"{line[: longest - 1].rstrip()}…"


def send(*, to: str, subject: str, body: str, message_id: str = "") -> None:
    """Send plain text to one address; `message_id` is what the letter is called in every try of it.

    Raises UnwritableError where it cannot be written as mail, and OSError, smtplib.SMTPException or ValueError when the
    configured server cannot be reached, or refuses; without a server the whole message goes to the log, so that an
    administrator of a pilot can still hand a link over."""
    config, message = current_app.config, _written(to, subject, body, message_id)
    if not config["SMTP_HOST"]:
        log.warning("No SMTP_HOST is set; this message was not sent.\n%s", message)
        return
    server = smtplib.SMTP(config["SMTP_HOST"], config["SMTP_PORT"], timeout=10)
    try:
        if config["SMTP_STARTTLS"]:
            server.starttls()
        if config["SMTP_USER"]:
            server.login(config["SMTP_USER"], config["SMTP_PASSWORD"])
        server.send_message(message)
        with suppress(OSError):  # the server has the letter: however it says goodbye, it is not to be sent again
            server.quit()
    finally:
        server.close()


def fault_in_sending(*, to: str, subject: str, body: str, message_id: str = "") -> Fault | None:
    """Send, and say what went wrong, which is logged; None where nothing did. A letter that cannot be mailed keeps nobody
    else from theirs."""
    try:
        send(to=to, subject=subject, body=body, message_id=message_id)
    except UnwritableError as error:
        log.error("“%s” to %s cannot be written as mail: %s", subject, to, error)
        return Fault(str(error), is_the_letters=True)
    except (OSError, ValueError) as error:  # smtplib's own are OSErrors; a password with odd letters raises the other
        log.error("“%s” could not be mailed to %s: %s", subject, to, error)
        own = isinstance(error, smtplib.SMTPException) and not isinstance(error, _OF_THE_SERVER)
        return Fault(f"{type(error).__name__}: {error}", is_the_servers=not own)
    return None


def went(*, to: str, subject: str, body: str) -> bool:
    """Send, and say whether it went."""
    return fault_in_sending(to=to, subject=subject, body=body) is None


def send_after_answer(*, to: str, subject: str, body: str) -> None:
    """Send once this request's answer has left, so that neither its time nor its fate shows in the answer; a failure is
    logged."""
    app = this_application()

    def deliver() -> None:
        with app.app_context():
            went(to=to, subject=subject, body=body)

    @after_this_request
    def register(response: Response) -> Response:
        response.call_on_close(deliver)
        return response


def _written(to: str, subject: str, body: str, message_id: str) -> EmailMessage:
    message, sender = EmailMessage(), current_app.config["MAIL_FROM"]
    message["From"] = sender
    try:
        message["To"], message["Subject"] = to, one_line(subject, _LONGEST_SUBJECT)
        message.set_content(body)
        message.as_bytes()  # what cannot be written shows itself here, not to the server
    except _UNWRITABLE as error:
        raise UnwritableError(f"{type(error).__name__}: {error}") from error
    if message_id:
        message["Message-ID"] = f"<{message_id}@{parseaddr(sender)[1].rpartition('@')[2] or 'localhost'}>"
    return message
