"""Coverage in words: the first sentence, a row a unit, the rows of a file."""

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from flask import url_for
from markupsafe import Markup

from qms.improvement.capability.coverage.counting import Cover
from qms.improvement.capability.coverage.drawing import bar, scale_end
from qms.improvement.capability.models import CoverageTarget, Tier
from qms.improvement.capability.tiers import TIER_WORDS
from qms.kernel.formats import count, day, percent
from qms.organisation.models import Unit, UnitKind

SHARE_FIRST = "share"
COLUMNS = (
    "unit", "ods_code", "kind", "tier", "trained", "refreshers_overdue", "staff", "share", "counted_on", "target",
    "target_by", "people_to_go", "units_without_count",
)  # fmt: skip


@dataclass(frozen=True)
class Row:
    """A unit in the table."""

    unit: Unit
    indent: int
    url: str
    trained: str
    share: str
    drawn: Markup
    target: str
    to_go: str
    reached: bool
    notes: str


def ordered(units: Sequence[Unit], found: Mapping[int, Cover], *, by_share: bool) -> list[Unit]:
    """As the units stand in the tree, or those with the smallest share first and those not counted last."""
    if not by_share:
        return list(units)
    return sorted(units, key=lambda unit: (found[unit.id].share is None, found[unit.id].share or 0, unit.name))


@dataclass(frozen=True)
class Table:
    """What all rows of a table share: the tier, where the bars end, and how deep its first unit stands."""

    tier: Tier
    end: float
    shallowest: int

    @classmethod
    def of(cls, found: Mapping[int, Cover], wanted: Mapping[int, CoverageTarget], top: Unit, tier: Tier) -> "Table":
        """The table of the branch below `top`, whatever page of it is shown."""
        shares = [cover.share or 0 for cover in found.values()] + [each.share for each in wanted.values()]
        return cls(tier, scale_end(shares), len(top.ancestor_ids))

    def row(self, unit: Unit, cover: Cover, target: CoverageTarget | None) -> Row:
        """One unit."""
        share = target.share if target else None
        missing = to_go(cover, share)
        return Row(
            unit=unit,
            indent=min(len(unit.ancestor_ids) - self.shallowest, 3),
            url=url_for("improvement.capability", unit=unit.id, tier=self.tier.value),
            trained=f"{cover.trained:,} of {cover.staff:,}" if cover.staff else count(cover.outside, "person", "people"),
            share=percent(cover.share) if cover.staff else "No staff count",
            drawn=bar(cover, share, self.end),
            target=percent(share, 0) if share else "",
            to_go=f"{missing:,} more" if missing else "",
            reached=missing == 0,
            notes=notes(cover, unit),
        )


def to_go(cover: Cover, target: float | None) -> int | None:
    """How many more people the target asks for; 0 where it is reached, None where that can't be said."""
    if not target or not cover.staff:
        return None
    # A share such as 0.2 of 35 is 7, whatever the last digit of the product says.
    return max(0, math.ceil(round(target * cover.staff, 6)) - cover.trained)


def notes(cover: Cover, unit: Unit) -> str:
    """What limits the number: overdue refreshers, units without a count, an old or too small count."""
    said = []
    if cover.lapsed:
        said.append(f"{count(cover.lapsed, 'person has', 'people have')} a refresher overdue")
    if cover.uncounted and unit.kind is not UnitKind.WARD and cover.staff:
        outside = f", with {cover.outside:,} trained" if cover.outside else ""
        said.append(f"{count(cover.uncounted, 'unit is', 'units are')} not counted{outside}")
    if cover.share is not None and cover.share > 1:
        said.append("more people are trained than were counted: check the staff count")
    return "; ".join(said)[:1].upper() + "; ".join(said)[1:]


def sentence(top: Unit, cover: Cover, target: CoverageTarget | None, tier: Tier) -> str:
    """'412 of 2,310 staff (18%) hold bronze or above. The target is 20% by 31 March 2027: 50 more people.'"""
    held = f"{TIER_WORDS[tier].lower()}{'' if tier is Tier.GOLD else ' or above'}"
    if cover.staff is None:
        people = count(cover.outside, "person", "people")
        return f"{people} at {top.name} hold{'s' if cover.outside == 1 else ''} {held}. Nobody has entered a staff count yet."
    said = f"{cover.trained:,} of {cover.staff:,} staff ({percent(cover.share)}) hold {held}."
    if target is None:
        return f"{said} No target has been set."
    missing = to_go(cover, target.share)
    by = f" by {day(target.due_on)}" if target.due_on else ""
    after = "reached" if not missing else f"{count(missing, 'more person', 'more people')} to train"
    return f"{said} The target is {percent(target.share, 0)}{by}: {after}."


def wards_sentence(units: Sequence[Unit], found: Mapping[int, Cover], wanted: Mapping[int, CoverageTarget]) -> str:
    """'4 of 10 wards and teams reach their target; 2 have no staff count.' Empty for a single ward."""
    wards = [unit for unit in units if unit.kind is UnitKind.WARD]
    if len(wards) < 2:
        return ""
    uncounted = sum(found[unit.id].staff is None for unit in wards)
    reached = sum(to_go(found[unit.id], wanted[unit.id].share) == 0 for unit in wards if unit.id in wanted)
    said = (
        f"{reached:,} of {len(wards):,} wards and teams reach their target" if wanted else f"{len(wards):,} wards and teams"
    )
    return f"{said}; {uncounted:,} {'has' if uncounted == 1 else 'have'} no staff count." if uncounted else f"{said}."


def file_rows(
    units: Sequence[Unit], found: Mapping[int, Cover], wanted: Mapping[int, CoverageTarget], tier: Tier
) -> Iterator[list[object]]:
    """The table as rows of a file, under COLUMNS; shares are of 1."""
    for unit in units:
        cover, target = found[unit.id], wanted.get(unit.id)
        yield [
            unit.name, unit.ods_code, unit.kind.value, tier.value, cover.trained if cover.staff else cover.outside,
            cover.lapsed, cover.staff, cover.share, cover.counted_on, target.share if target else None,
            target.due_on if target else None, to_go(cover, target.share if target else None), cover.uncounted,
        ]  # fmt: skip
