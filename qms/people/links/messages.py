"""The mails that carry links."""

from dataclasses import dataclass

from qms.kernel.templating import organisation_name
from qms.people.links import tokens
from qms.people.links.addresses import whole_address
from qms.people.models import Person


@dataclass(frozen=True)
class Message:
    """Plain text to one address, and the link in it."""

    to: str
    subject: str
    body: str
    link: str


def set_password_link(person: Person) -> str:
    """The link of an invitation."""
    return whole_address("invitation", token=tokens.make(tokens.Purpose.INVITATION, person))


def invitation(person: Person, *, by: Person) -> Message:
    """Asks somebody to choose a password and sign in for the first time."""
    link = set_password_link(person)
    body = f"""Dear {person.name},

{by.name} invites you to qms, the quality management system of {organisation_name()}.

Choose a password here. The link works once, within 7 days:

{link}

If you did not expect this, you need not do anything.
"""
    return Message(person.email, "Your invitation to qms", body, link)


def reset(person: Person) -> Message:
    """Lets somebody choose a new password."""
    link = whole_address("password_reset", token=tokens.make(tokens.Purpose.RESET, person))
    body = f"""Dear {person.name},

Somebody asked for a new password for your account at {organisation_name()}.

If it was you, choose one here. The link works once, within 2 hours:

{link}

If it was not you, you need not do anything: your password stays as it is.
"""
    return Message(person.email, "Choose a new password for qms", body, link)
