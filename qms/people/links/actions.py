"""What is noted of links that are sent."""

import logging

from sqlalchemy import func, select

from qms.kernel import audit, clock
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


def note_invited(person: Person, *, mailed: bool, by: Person) -> None:
    """Somebody was sent an invitation, or has its link handed over where it could not be mailed."""
    audit.record(INVITED, by=by, subject_id=person.id, mailed=mailed)
    db.session.flush()


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
