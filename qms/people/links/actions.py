"""Sending links."""

import logging
from dataclasses import dataclass

from flask import current_app
from sqlalchemy import func, select

from qms.kernel import audit, clock, mail
from qms.kernel.audit import AuditEvent
from qms.kernel.db import db
from qms.people.links import addresses, messages
from qms.people.links.messages import Message
from qms.people.models import Person
from qms.people.queries import by_email, system_account
from qms.people.signing_in.throttle import WINDOW

INVITED = audit.declare("person.invited", "mailed")
RESET_ASKED = audit.declare("person.reset-asked")

MOST_RESETS = 3  # within the throttle's window, so that nobody's mailbox is flooded

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Invitation:
    """A link, and whether it left by mail; where it did not, the administrator hands it over."""

    link: str
    mailed: bool


def invite(*, person: Person, by: Person) -> Invitation:
    """Mail an invitation; a mail server's failure is logged and answered with `mailed` false."""
    message = messages.invitation(person, by=by)
    mailed = _mail(message)
    audit.record(INVITED, by=by, subject_id=person.id, mailed=mailed)
    db.session.flush()
    return Invitation(message.link, mailed)


def _mail(message: Message) -> bool:
    sent = mail.went(to=message.to, subject=message.subject, body=message.body)
    return sent and bool(current_app.config["SMTP_HOST"])


def ask_for_reset(*, email: str) -> Message | None:
    """The mail that lets the account's owner choose a new password; None where there is no such account, or too many
    were asked for. The caller answers alike in both cases, and mails after answering, so that neither words nor time
    tell a stranger which accounts exist."""
    person = by_email(email)
    if person is None or not person.active or _asked(person) >= MOST_RESETS:
        return None
    if not addresses.may_mail_to_strangers():
        log.error("Nobody can reset a password by mail until QMS_BASE_URL is set.")
        return None
    audit.record(RESET_ASKED, by=system_account(), subject_id=person.id)
    db.session.flush()
    return messages.reset(person)


def _asked(person: Person) -> int:
    statement = (
        select(func.count())
        .select_from(AuditEvent)
        .where(
            AuditEvent.subject == "person",
            AuditEvent.subject_id == person.id,
            AuditEvent.event == RESET_ASKED,
            AuditEvent.at > clock.now() - WINDOW,
        )
    )
    return db.session.scalar(statement) or 0
