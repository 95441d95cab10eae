"""Benefits in words: what each kind is, what it is not, and amounts as people say them."""

from dataclasses import dataclass

from qms.improvement.benefits.models import Benefit, BenefitKind, BenefitState, Per
from qms.kernel.formats import day, number


@dataclass(frozen=True)
class KindWords:
    """name: as a choice and a heading. one, many: what it is counted in. honest: what the number is not."""

    name: str
    one: str
    many: str
    honest: str


KINDS = {
    BenefitKind.HARM: KindWords(
        "Harm avoided", "event", "events",
        "An estimate of what did not happen, from the level before the change.",
    ),
    BenefitKind.BED_DAYS: KindWords(
        "Bed days saved", "day", "days",
        "Other patients use the beds: this is capacity, not money.",
    ),
    BenefitKind.CASH: KindWords(
        "Cash, releasing", "", "", "Money that leaves a budget or is no longer spent.",
    ),
    BenefitKind.WORTH: KindWords(
        "Cash, not releasing", "", "",
        "Time, beds or goods worth this much. No budget gets smaller by it.",
    ),
    BenefitKind.TIME: KindWords(
        "Staff time freed", "hour", "hours",
        "Hours that people can spend otherwise. No pay bill gets smaller by it.",
    ),
}  # fmt: skip

PER = {Per.ONCE: "once", Per.WEEK: "a week", Per.MONTH: "a month", Per.YEAR: "a year"}
PER_CHOICES = {Per.MONTH: "Each month", Per.WEEK: "Each week", Per.YEAR: "Each year", Per.ONCE: "Once"}

STATES = {
    BenefitState.CLAIMED: ("Claimed", "yellow"),
    BenefitState.CONFIRMED: ("Confirmed", "green"),
    BenefitState.REFUSED: ("Not confirmed", "grey"),
}

CAUTION = (
    "These are sums of what projects say. Two projects may count the same saving, and an estimate stays one however often "
    "it is added up. What nobody outside the project has checked stands apart from what was confirmed."
)

MONEY = {BenefitKind.CASH, BenefitKind.WORTH}


def amount_words(kind: BenefitKind, amount: float, *, what: str = "") -> str:
    """'£12,000', '40', '2 falls with harm', '120 hours': the amount after the name of its kind."""
    if kind in MONEY:
        return f"£{amount:,.0f}" if amount >= 100 or amount == int(amount) else f"£{amount:,.2f}"
    words = KINDS[kind]
    counted = what if kind is BenefitKind.HARM and what else words.one if amount == 1 else words.many
    return f"{number(amount)} {counted}".rstrip()


def rounded(kind: BenefitKind, amount: float) -> str:
    """A sum said no finer than an estimate deserves: two figures that count, at least whole."""
    if amount <= 0:
        return "–"
    if amount < 1:
        return "under £1" if kind in MONEY else "under 1"
    size = 10 ** max(0, len(str(int(amount))) - 2)
    about = round(amount / size) * size
    return f"about £{about:,.0f}" if kind in MONEY else f"about {about:,.0f} {KINDS[kind].many}"


def sentence(benefit: Benefit) -> str:
    """'2 falls with harm a month, from 1 March 2026.', to stand after the name of the kind."""
    said = amount_words(benefit.kind, benefit.amount, what=benefit.what)
    detail = f" ({benefit.what})" if benefit.what and benefit.kind is not BenefitKind.HARM else ""
    if benefit.per is Per.ONCE:
        return f"{said}, once{detail}, on {day(benefit.starts_on)}."
    until = f" until {day(benefit.ends_on)}" if benefit.ends_on else ""
    return f"{said} {PER[benefit.per]}{detail}, from {day(benefit.starts_on)}{until}."


def checked_sentence(benefit: Benefit) -> str:
    """Who checked it and when; 'nobody outside the project' until then."""
    if benefit.state is BenefitState.CLAIMED:
        return "Nobody outside the project has checked it yet."
    did = "Confirmed" if benefit.state is BenefitState.CONFIRMED else "Not confirmed"
    note = f" {benefit.checked_note}" if benefit.checked_note else ""
    return f"{did} by {benefit.checked_by} on {day(benefit.checked_on)}.{note}"
