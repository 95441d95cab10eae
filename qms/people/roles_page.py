"""Every role: what it may do, and who holds it."""

from dataclasses import dataclass

from flask import Flask, render_template
from flask.typing import ResponseReturnValue

from qms.people import role_words
from qms.people.access import signed_in
from qms.people.queries import Holders, holders_by_role
from qms.people.roles import ROLES


@dataclass(frozen=True)
class RoleCard:
    """A role as the page shows it."""

    name: str
    title: str
    sentence: str
    permissions: list[str]
    holders: Holders


def add_routes(app: Flask) -> None:
    """Add the page of the roles."""
    app.add_url_rule("/roles", view_func=roles)


@signed_in
def roles() -> ResponseReturnValue:
    """All roles."""
    holders = holders_by_role()
    cards = [
        RoleCard(role.name.value, role.title, role.sentence, role_words.permitted(role), holders[role.name])
        for role in ROLES.values()
    ]
    return render_template("people/roles/roles.html", roles=cards)
