"""An invitation's link, shown once to the administrator who sent it, because mail may not arrive."""

from flask import flash, session

from qms.people.links.actions import Invitation, invite
from qms.people.models import Person

_KEY = "invitation-link"


def send_invitation(*, person: Person, by: Person) -> None:
    """Invite, say whether the mail left, and keep the link for the next page of this person."""
    invitation: Invitation = invite(person=person, by=by)
    if invitation.mailed:
        flash(f"Stored: {person.name}. An invitation is on its way to {person.email}.", "success")
    else:
        flash(f"Stored: {person.name}. The invitation could not be mailed: hand over the link below yourself.", "info")
        session[_KEY] = [person.id, invitation.link]


def link_for(person: Person) -> str:
    """The link that was just made for this person and is waiting to be handed over; shown once."""
    person_id, link = session.get(_KEY, (None, ""))
    if person_id != person.id:
        return ""
    session.pop(_KEY)
    return link
