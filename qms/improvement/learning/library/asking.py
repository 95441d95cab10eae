"""What can be asked of the library, read from the address."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from qms.golden_thread.documents import Outcome
from qms.golden_thread.searching.meanings import Term
from qms.golden_thread.searching.queries import LONGEST
from qms.improvement.learning.library.words import terms_in
from qms.improvement.projects.models import Method
from qms.organisation.models import Unit
from qms.organisation.queries import unit as unit_by_id

KINDS = {
    "project": ("project",),
    "cycle": ("cycle",),
    "idea": ("idea", "package-idea"),
    "cause": ("cause", "root-causes"),
    "report": ("report", "summary"),
    "plan": ("plan",),
}
"""What can be asked for, in the order of its tabs, and the kinds of entries that it holds."""
YEARS = range(2000, 2101)


@dataclass(frozen=True)
class Asked:
    """`typed` as it came; the rest narrows. `unit` counts with everything below it."""

    typed: str = ""
    kind: str = ""
    unit: Unit | None = None
    method: Method | None = None
    outcome: Outcome | None = None
    year: int | None = None

    @cached_property
    def terms(self) -> list[Term]:
        """What is looked for: all of it must occur, each in any of its expressions."""
        return terms_in(self.typed)

    @property
    def narrows(self) -> bool:
        """Whether anything but words leaves something out."""
        return bool(self.kind or self.unit or self.method or self.outcome or self.year)

    @property
    def says_nothing(self) -> bool:
        """Whether something was typed of which no word can be looked for."""
        return bool(self.typed) and not self.terms


def asked(query: Mapping[str, str]) -> Asked:
    """What the address asks for; a unit that does not exist is a 404, other nonsense is passed over."""
    typed = " ".join(query.get("q", "").split())[:LONGEST]
    unit_id, year = _number(query.get("unit", "")), _number(query.get("year", ""))
    method, outcome = query.get("method", ""), query.get("outcome", "")
    return Asked(
        typed=typed,
        kind=query["kind"] if query.get("kind") in KINDS else "",
        unit=unit_by_id(unit_id) if unit_id else None,
        method=Method(method) if method in set(Method) else None,
        outcome=Outcome(outcome) if outcome in set(Outcome) else None,
        year=year if year in YEARS else None,
    )


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else None
