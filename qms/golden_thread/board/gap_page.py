"""The page of thread gaps: by kind with counts, or one kind in full."""

from collections.abc import Iterator
from dataclasses import dataclass

from qms.golden_thread.board.gaps import GapKind, gap_kinds
from qms.golden_thread.strands import Gap
from qms.kernel.formats import count
from qms.kernel.paging import Page, slice_of
from qms.organisation.models import Unit

FIRST_OF_KIND = 10
GAP_COLUMNS = ("kind", "sentence", "address", "remedy", "remedy_address")


@dataclass(frozen=True)
class GapPage:
    """What the template needs. `one` is the page of a single kind, where one was asked for."""

    unit: Unit
    sentence: str
    kinds: list[GapKind]
    first: int
    chosen: str
    one: Page[Gap] | None


def gap_page(unit: Unit, kind: str) -> GapPage:
    """The gaps at and below the unit."""
    kinds = gap_kinds(unit)
    chosen = next((each for each in kinds if each.name == kind), None)
    one = slice_of(chosen.gaps, size=50) if chosen else None
    return GapPage(unit, _sentence(unit, kinds), kinds, FIRST_OF_KIND, chosen.name if chosen else "", one)


def gap_rows(unit: Unit) -> Iterator[list[object]]:
    """Every gap as a row."""
    for kind in gap_kinds(unit):
        for gap in kind.gaps:
            yield [gap.kind, gap.sentence, gap.url, gap.remedy, gap.remedy_url]


def _sentence(unit: Unit, kinds: list[GapKind]) -> str:
    total = sum(len(kind.gaps) for kind in kinds)
    if not total:
        return f"The thread of {unit.name} holds from board to floor: no gap was found."
    return f"The thread of {unit.name} is broken in {count(total, 'place')}. Each says what would mend it."
