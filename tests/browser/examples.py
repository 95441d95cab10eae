"""What stands for each argument of an address, found in the data that the server holds, so that every page can be opened."""

import itertools
from collections.abc import Iterator
from typing import Any

from flask import Flask
from sqlalchemy import func, select
from werkzeug.routing import Rule

from qms.control.measurements.models import Measurement
from qms.golden_thread.objectives.models import Objective
from qms.kernel.db import db
from qms.people.access import Mark
from qms.people.models import Membership, Person
from tests.browser.serving import ACCOUNTS, RoleName

# Where the argument's name is not its table's.
TABLES = {
    "plan": "quality_plan",
    "cycle": "pdsa_cycle",
    "sequence": "outcome_sequence",
    "case": "outcome_case",
    "watch": "control_watch",
    "programme": "training_programme",
    "team": "collaborative_team",
    "idea": "package_idea",
    "event": "collaborative_event",
    "shared_measure": "collaborative_measure",
    "impact": "impact_entry",
    "invitation": "collaborative_invitation",
    "year_edition": "year_edition",
    "impact_file": "impact_file",
}
# A link that is spent or never was must get a page too; the demonstration's impact log has entries of that financial year.
WORDS = {"token": "a-link-that-never-was", "year": 2026}


class NoExampleError(Exception):
    """Nothing in the data stands for an argument."""


def addresses(app: Flask, rule: Rule) -> Iterator[tuple[str, dict[str, Any]]]:
    """(address, its arguments) for one thing of each kind that the rule's arguments name.

    Raises NoExampleError where there is none. Needs the application's context."""
    names = sorted(rule.arguments)
    urls = app.url_map.bind("localhost")
    for values in itertools.product(*(_values(rule, name) for name in names)):
        arguments = dict(zip(names, values, strict=True))
        yield urls.build(rule.endpoint, arguments), arguments


def _values(rule: Rule, name: str) -> list[Any]:
    if choices := getattr(rule._converters[name], "items", None):
        return sorted(choices)  # <any(svg, png):kind>: every one of them
    if name in WORDS:
        return [WORDS[name]]
    if name == "period":
        return [db.session.scalar(select(func.max(Measurement.period)).filter_by(series_id=_id_of("series_id")))]
    return [_id_of(name)]


def _id_of(name: str) -> int:
    noun = name.removesuffix("_id")
    if noun == "person":  # not the first, who is the system's own account
        statement = select(Person.id).filter_by(email=ACCOUNTS[RoleName.TEAM_MEMBER])
    elif noun == "unit":
        statement = select(Membership.unit_id).join(Membership.person).where(Person.email == ACCOUNTS[RoleName.WARD_MANAGER])
    elif noun == "objective":  # one of the trust's, because a system's is set by people whose accounts nobody uses
        statement = select(Objective.id).join(Membership, Membership.unit_id == Objective.unit_id).join(Membership.person)
        statement = statement.where(Person.email == ACCOUNTS[RoleName.BOARD_MEMBER]).order_by(Objective.id)
    elif noun == "series":
        statement = select(Measurement.series_id).group_by(Measurement.series_id).order_by(func.count().desc())
    else:
        table = db.metadata.tables.get(TABLES.get(noun, noun))
        if table is None:
            raise NoExampleError(f"Say in tests/browser/examples.py what stands for <{name}> in an address.")
        statement = select(table.c.id).order_by(table.c.id)
    found = db.session.scalar(statement.limit(1))
    if found is None:
        raise NoExampleError(f"The demonstration holds no {noun}, so the pages that show one cannot be looked at.")
    return int(found)


def visitor(mark: Mark, arguments: dict[str, Any]) -> str | None:
    """The account that may open a page with this mark; None where anybody may. Needs the application's context.

    Raises NoExampleError where none may."""
    if mark.open_to_all:
        return None
    people = db.session.execute(select(Person).where(Person.email.in_(ACCOUNTS.values())).order_by(Person.id)).scalars().all()
    if mark.permission is None:
        return ACCOUNTS[RoleName.WARD_MANAGER]
    unit = mark.unit_of(**arguments) if mark.unit_of else None
    for person in people:
        if person.can(mark.permission, unit) if unit else person.can_anywhere(mark.permission):
            return person.email
    raise NoExampleError(f"No account of the demonstration may {mark.permission} there.")
