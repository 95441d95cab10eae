"""A home page: the sentence of what needs this person, and the parts that the rooms give, in order."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask import render_template
from markupsafe import Markup

from qms.golden_thread.home import own
from qms.golden_thread.home.first_steps import Step, first_steps
from qms.golden_thread.metrics import home as metrics
from qms.golden_thread.strands import Section, all_strands
from qms.kernel.formats import listed
from qms.people.models import Person
from qms.people.roles import RoleName

LEADS = {
    RoleName.WARD_MANAGER: "signal",
    RoleName.TEAM_MEMBER: "project",
    RoleName.COACH: "project",
    RoleName.ANALYST: "signal",
}
"""Whose room comes first on the page, by the first of these roles that the person holds."""


@dataclass(frozen=True)
class HomePage:
    """What the template of a home page needs. `needs` is empty where nothing waits for the person."""

    sentence: str
    needs: str
    steps: list[Step]
    parts: list[Markup]


def home_page(person: Person) -> HomePage:
    """The person's home page; a number of queries that does not grow with the data."""
    sections = _sections(person)
    needs = needs_sentence([each.needs for each in sections if each.needs])
    parts = [Markup(render_template(each.template, **each.context)) for each in sections]  # noqa: S704  our own templates
    return HomePage(needs or _otherwise(person), needs, first_steps(person), parts)


def needs_sentence(needs: Sequence[str]) -> str:
    """'3 signals need you and 1 metric awaits your signature.'; empty where nothing does."""
    said = listed(list(needs))
    return f"{said[:1].upper()}{said[1:]}." if said else ""


def sits_on_a_board(person: Person) -> bool:
    """Whether the person is here for the board alone: then the board page is their home."""
    held = {each.role for each in person.memberships}
    return RoleName.BOARD_MEMBER in held and held <= {RoleName.BOARD_MEMBER, RoleName.VIEWER}


def _sections(person: Person) -> list[Section]:
    """All parts, those of the room that leads for this person first, otherwise by their own order."""
    lead = next((noun for role, noun in LEADS.items() if person.has_role(role)), "")
    rooms = [(strand.noun != lead, section) for strand in all_strands() for section in strand.home_sections(person)]
    ours = [(True, section) for section in (*metrics.home_sections(person), *own.home_sections(person))]
    return [section for _, section in sorted([*rooms, *ours], key=lambda each: (each[0], each[1].order))]


def _otherwise(person: Person) -> str:
    if not person.memberships:
        return "You can read everything that is open. To change something, ask an administrator for a role."
    return "Nothing waits for you today."
