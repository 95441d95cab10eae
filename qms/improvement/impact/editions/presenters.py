"""Kept editions in words."""

from collections.abc import Iterable
from dataclasses import dataclass

from flask import url_for

from qms.improvement.impact.editions.models import YearEdition
from qms.kernel.formats import day


@dataclass(frozen=True)
class EditionView:
    """An edition in a list, or at the head of its page. said: 'Edition 2, kept on 22 November 2026 by Ana Reid'. withdrawn:
    who took it back, when and why; empty where it stands."""

    id: int
    number: int
    url: str
    said: str
    withdrawn: str


def edition_views(editions: Iterable[YearEdition]) -> list[EditionView]:
    """The editions in their order."""
    return [edition_view(each) for each in editions]


def edition_view(edition: YearEdition) -> EditionView:
    """One edition."""
    return EditionView(
        id=edition.id,
        number=edition.edition,
        url=url_for("improvement.year_edition", year_edition_id=edition.id),
        said=f"Edition {edition.edition}, kept on {day(edition.created_at)} by {edition.by.name}",
        withdrawn=_withdrawn(edition),
    )


def newer_sentence(edition: YearEdition, latest: YearEdition | None) -> str:
    """What to say above an edition that a later one replaces; empty for the one that stands."""
    if latest is None or latest.edition <= edition.edition:
        return ""
    return f"There is a newer edition: number {latest.edition}, kept on {day(latest.created_at)}."


def _withdrawn(edition: YearEdition) -> str:
    if not edition.is_withdrawn or edition.withdrawn_by is None:
        return ""
    return f"Taken back by {edition.withdrawn_by.name} on {day(edition.withdrawn_at)}: {edition.withdrawn_reason}"
