"""What the bubbles are drawn of: what runs across, what the area of a bubble says, and which benefits count."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from qms.improvement.benefits.models import BenefitKind
from qms.improvement.benefits.wording import KINDS, MONEY

AGE, PROJECTS, PEOPLE, AMOUNT = "age", "projects", "people", "amount"
CLAIMED, CONFIRMED = "claimed", "confirmed"

ACROSS = {AGE: "How long it has gone on", **{kind.value: words.name for kind, words in KINDS.items()}}
SIZES = {PROJECTS: "Number of projects", PEOPLE: "People on their teams", AMOUNT: "The benefit that runs across"}
COUNTED = {CLAIMED: "Confirmed and claimed", CONFIRMED: "Confirmed alone"}

AGES: Sequence[tuple[float | None, str]] = (
    (91, "Under 3 months"),
    (182, "3 to 6 months"),
    (365, "6 to 12 months"),
    (730, "1 to 2 years"),
    (None, "2 years and more"),
)
POUNDS: Sequence[tuple[float | None, str]] = (
    (1_000, "Under £1,000"),
    (10_000, "£1,000 to £10,000"),
    (50_000, "£10,000 to £50,000"),
    (250_000, "£50,000 to £250,000"),
    (None, "£250,000 and more"),
)
NUMBERS: Sequence[tuple[float | None, str]] = (
    (10, "Under 10"),
    (50, "10 to 50"),
    (200, "50 to 200"),
    (1_000, "200 to 1,000"),
    (None, "1,000 and more"),
)


@dataclass(frozen=True)
class Axes:
    """`kind` is the benefit that runs across, None where it is the age. `size` is PROJECTS, PEOPLE or AMOUNT (of the benefit
    across); only what was confirmed counts where `confirmed` is set."""

    kind: BenefitKind | None = None
    size: str = PROJECTS
    confirmed: bool = False

    @property
    def across(self) -> str:
        """The word in the address."""
        return self.kind.value if self.kind else AGE

    @property
    def bands(self) -> Sequence[tuple[float | None, str]]:
        """The columns: below which number (days, pounds or things; None for the last), and their words."""
        if self.kind is None:
            return AGES
        return POUNDS if self.kind in MONEY else NUMBERS

    def column(self, value: float) -> int:
        """The place of a value among the bands."""
        return next(place for place, (below, _) in enumerate(self.bands) if below is None or value < below)


def axes_of(query: Mapping[str, str]) -> Axes:
    """What an address asks for; nonsense is passed over, and so is an area by a benefit where none runs across."""
    across, size = query.get("across", ""), query.get("size", "")
    kind = BenefitKind(across) if across in set(BenefitKind) else None
    known = size in SIZES and (size != AMOUNT or kind is not None)
    return Axes(kind, size if known else PROJECTS, query.get("counted") == CONFIRMED)
