"""The bubbles in words: their sentence, the table that says the same, and the projects that have brought most."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from flask import url_for

from qms.improvement.benefits.models import BenefitKind
from qms.improvement.benefits.wording import KINDS, MONEY, rounded
from qms.improvement.portfolio.bubble_axes import AMOUNT, PEOPLE, Axes
from qms.improvement.portfolio.bubbles import Bubble, Placed
from qms.improvement.progress.scale import BY_SCORE
from qms.kernel.formats import count, number

FEW = 3  # fewer bear no comparison
MOST = 20  # projects in the list below


@dataclass(frozen=True)
class Line:
    """A score in the table: its words and, for each column, how many projects."""

    words: str
    cells: list[tuple[str, str]]  # and the list of those; empty where there is none


@dataclass(frozen=True)
class Brought:
    """A project with what it has brought, for the list."""

    title: str
    url: str
    unit: str
    score: str
    amount: str
    confirmed: str
    people: str


def sentence(found: Sequence[Bubble], axes: Axes, asked: int) -> str:
    """What the picture says, of so many projects that were asked for."""
    return _of_ages(found) if axes.kind is None else _of_benefits(found, axes, axes.kind, asked)


def _of_ages(found: Sequence[Bubble]) -> str:
    """'38 projects go on. 4 have gone on for a year or more and have a score below 2.0 or none.'"""
    total = sum(each.projects for each in found)
    if not total:
        return "No project of these goes on."
    slow = sum(each.projects for each in found if each.column >= 3 and (each.score is None or each.score < 2))
    begun = f"{count(total, 'project')} go{'es' if total == 1 else ''} on."
    if not slow:
        return f"{begun} No project has gone on for a year or more with a score below 2.0."
    return f"{begun} {slow:,} {'has' if slow == 1 else 'have'} gone on for a year or more with a score below 2.0 or none."


def _of_benefits(found: Sequence[Bubble], axes: Axes, kind: BenefitKind, asked: int) -> str:
    """'12 of 38 projects have “Bed days saved” on record: about 540 days so far.'"""
    total, name = sum(each.projects for each in found), KINDS[kind].name
    state = "confirmed" if axes.confirmed else "on record"
    if not total:
        return f"“{name}” is not {state} for any of these {count(asked, 'project')}."
    amount = rounded(kind, sum(each.amount for each in found))
    has = "has" if total == 1 else "have"
    said = f"{total:,} of {count(asked, 'project')} {has} “{name}” {state}: {amount} so far."
    return f"{said} That is too few to compare." if total < FEW else said


def scores() -> list[float | None]:
    """The rows, best first; None is no score yet."""
    return [*sorted(BY_SCORE, reverse=True), None]


def table(found: Sequence[Bubble], axes: Axes, links: Mapping[tuple[float | None, int], str]) -> list[Line]:
    """The bubbles as a table, best scores first; rows of no project are left out."""
    by_place = {(each.score, each.column): each for each in found}
    columns = range(len(axes.bands))
    return [
        Line(
            score_words(score),
            [(_cell(by_place.get((score, column)), axes), links.get((score, column), "")) for column in columns],
        )
        for score in scores()
        if any((score, column) in by_place for column in columns)
    ]


def size_words(bubble: Bubble, axes: Axes) -> str:
    """What stands in a bubble: '38', '£54k'."""
    if axes.size == AMOUNT and axes.kind:
        return short(bubble.amount, axes.kind)
    return f"{bubble.people:,}" if axes.size == PEOPLE else f"{bubble.projects:,}"


def short(amount: float, kind: BenefitKind) -> str:
    """An amount in a few signs: '£54k', '£1.2m', '540'."""
    if amount < 1:
        return "under £1" if kind in MONEY else "under 1"
    size, ending = next(((size, ending) for size, ending in ((1e6, "m"), (1e3, "k")) if amount >= size), (1.0, ""))
    small = amount / size < 10 and bool(ending)
    return f"{'£' if kind in MONEY else ''}{amount / size:,.{int(small)}f}{ending}"


def score_words(score: float | None) -> str:
    """'2.5', or that there is none."""
    return "No score yet" if score is None else f"{score:.1f}"


def brought(found: Sequence[Placed], kind: BenefitKind) -> list[Brought]:
    """Those that have brought most, at most MOST."""
    most_first: Sequence[Placed] = sorted(found, key=lambda each: (-each.amount, each.title))[:MOST]
    return [
        Brought(
            title=each.title,
            url=url_for("improvement.project", project_id=each.project_id, tab="benefits"),
            unit=each.unit,
            score=score_words(each.score),
            amount=rounded(kind, each.amount),
            confirmed=_share(each),
            people=number(each.people),
        )
        for each in most_first
    ]


def _share(each: Placed) -> str:
    if each.confirmed <= 0:
        return "Claimed"
    return "Confirmed" if each.confirmed >= each.amount else f"{each.confirmed / each.amount:.0%} confirmed"


def _cell(bubble: Bubble | None, axes: Axes) -> str:
    if bubble is None:
        return "–"
    notes: Mapping[str, bool] = {
        f"{bubble.stalled:,} stalled": bubble.stalled > 0,
        count(bubble.people, "person", "people"): axes.size == PEOPLE,
        rounded(axes.kind, bubble.amount) if axes.kind else "": axes.size == AMOUNT,
    }
    said = [words for words, holds in notes.items() if holds and words]
    return f"{bubble.projects:,}" + (f" ({', '.join(said)})" if said else "")
