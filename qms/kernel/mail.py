"""Mail to the configured SMTP server, or to the log where none is set."""

import logging
import smtplib
from email.message import EmailMessage

from flask import Response, after_this_request, current_app

from qms.kernel.application import this_application

log = logging.getLogger(__name__)


def send(*, to: str, subject: str, body: str) -> None:
    """Send plain text to one address.

    Raises OSError or smtplib.SMTPException when the configured server cannot be reached or refuses; without a server the
    whole message goes to the log, so that an administrator of a pilot can still hand a link over."""
    config = current_app.config
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = config["MAIL_FROM"], to, subject
    message.set_content(body)
    if not config["SMTP_HOST"]:
        log.warning("No SMTP_HOST is set; this message was not sent.\n%s", message)
        return
    with smtplib.SMTP(config["SMTP_HOST"], config["SMTP_PORT"], timeout=10) as server:
        if config["SMTP_STARTTLS"]:
            server.starttls()
        if config["SMTP_USER"]:
            server.login(config["SMTP_USER"], config["SMTP_PASSWORD"])
        server.send_message(message)


def went(*, to: str, subject: str, body: str) -> bool:
    """Send, and say whether it went: a letter that cannot be mailed is logged and does not keep others from theirs."""
    try:
        send(to=to, subject=subject, body=body)
    except (OSError, smtplib.SMTPException):
        log.exception("“%s” could not be mailed to %s.", subject, to)
        return False
    return True


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
