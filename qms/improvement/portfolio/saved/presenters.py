"""Saved filters in words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from flask import url_for

from qms.improvement.portfolio.addresses import VIEWS, query_from
from qms.improvement.portfolio.filters import ORDERS
from qms.improvement.portfolio.saved.models import PortfolioFilter, Sharing
from qms.kernel.formats import listed

WHAT = {
    "unit": "unit",
    "serves": "unit",
    "objective": "objective",
    "programme": "collaborative",
    "lead": "lead",
    "coach": "coach",
    "stage": "stage",
    "lacks": "choice of what is missing",
    "score": "band of scores",
    "method": "method",
    "quiet": "age of the last entry",
    "approval": "state of approval",
}


@dataclass(frozen=True)
class SavedLink:
    """A saved filter as the portfolio shows it: one tap opens it. `by` is its author, where that is somebody else."""

    name: str
    url: str
    by: str
    present: bool
    projects: int | None = None


@dataclass(frozen=True)
class SavedRow:
    """A saved filter in the list of all of them."""

    name: str
    url: str
    view: str
    order: str
    by: str
    shared: str
    opens_first: bool
    edit_url: str
    remove_url: str


def link(saved: PortfolioFilter, *, mine: bool, now: tuple[str, str] = ("", ""), projects: int | None = None) -> SavedLink:
    """`now` is the view and the query that the page shows."""
    return SavedLink(saved.name, _url(saved), "" if mine else saved.person.name, now == (saved.view, saved.query), projects)


def links(saved: Sequence[PortfolioFilter], counted: Mapping[int, int]) -> list[SavedLink]:
    """One's own, each with the number of projects that it finds."""
    return [link(each, mine=True, projects=counted.get(each.id)) for each in saved]


def row(saved: PortfolioFilter) -> SavedRow:
    """A line of the list."""
    return SavedRow(
        name=saved.name,
        url=_url(saved),
        view=VIEWS.get(saved.view, VIEWS["table"]),
        order=ORDERS.get(query_from(saved.query).get("sort", ""), "Newest entry first"),
        by=saved.person.name,
        shared=shared_words(saved),
        opens_first=saved.opens_first,
        edit_url=url_for("improvement.portfolio_filter_edit", portfolio_filter_id=saved.id),
        remove_url=url_for("improvement.portfolio_filter_remove", portfolio_filter_id=saved.id),
    )


def shared_words(saved: PortfolioFilter) -> str:
    """'Everybody in Ward 7 and below'"""
    if saved.sharing is Sharing.UNIT and saved.unit is not None:
        return f"Everybody in {saved.unit.name} and below"
    return "Everybody" if saved.sharing is Sharing.EVERYBODY else "Nobody"


def gone_sentence(saved: PortfolioFilter, gone: Sequence[str]) -> str:
    """'“Falls” asked for a unit that is no longer there. The list below is not narrowed to it.'"""
    things = listed([f"{'an' if WHAT[name][0] in 'aeo' else 'a'} {WHAT[name]}" for name in gone])
    them, are = ("it", "is") if len(gone) == 1 else ("them", "are")
    return f"“{saved.name}” asks for {things} that {are} no longer there. The list is shown without {them}."


def retired_sentence(saved: PortfolioFilter, unit: str) -> str:
    """What to know of a list that is narrowed to a unit that was retired."""
    return f"“{saved.name}” looks at {unit}, which is retired: nothing new begins there."


def _url(saved: PortfolioFilter) -> str:
    return url_for("improvement.portfolio_filter", portfolio_filter_id=saved.id)
