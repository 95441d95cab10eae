"""An invitation's link, shown once to the administrator who sent it, because mail may not arrive."""

from flask import current_app, flash, session

from qms.kernel import mail, transactions
from qms.people.links import messages
from qms.people.links.actions import note_invited
from qms.people.models import Person

_KEY = "invitation-link"


def send_invitation(*, person: Person, by: Person) -> None:
    """Invite, say whether the mail left, and keep the link for the next page of this person.

    It does not go through the outbox: its link opens an account, so it is stored nowhere, and whoever invites is told at once
    whether to hand it over. The account is stored first, as nothing may hold the database while a mail server talks."""
    message = messages.invitation(person, by=by)
    transactions.store_now()
    sent = mail.went(to=message.to, subject=message.subject, body=message.body)
    mailed = sent and bool(current_app.config["SMTP_HOST"])
    note_invited(person, mailed=mailed, by=by)
    if mailed:
        flash(f"Stored: {person.name}. An invitation is on its way to {person.email}.", "success")
    else:
        flash(f"Stored: {person.name}. The invitation could not be mailed: hand over the link below yourself.", "info")
        session[_KEY] = [person.id, message.link]


def link_for(person: Person) -> str:
    """The link that was just made for this person and is waiting to be handed over; shown once."""
    person_id, link = session.get(_KEY, (None, ""))
    if person_id != person.id:
        return ""
    session.pop(_KEY)
    return link
