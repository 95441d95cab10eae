"""Editions in words."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask import url_for

from qms.improvement.publishing.models import Summary
from qms.kernel import formats


@dataclass(frozen=True)
class EditionView:
    """An edition in a list, or at the head of its page."""

    id: int
    headline: str
    url: str
    said: str  # "Edition 2, published on 22 November 2026 by Ana Reid"
    withdrawn: str  # who took it back, when and why; empty where it stands


def edition_views(editions: Sequence[Summary]) -> list[EditionView]:
    """The editions in their order."""
    return [edition_view(each) for each in editions]


def edition_view(edition: Summary) -> EditionView:
    """One edition."""
    return EditionView(
        id=edition.id,
        headline=edition.headline,
        url=url_for("improvement.summary", summary_id=edition.id),
        said=edition_words(edition),
        withdrawn=_withdrawn(edition),
    )


def edition_words(edition: Summary) -> str:
    """'Edition 2, published on 22 November 2026 by Ana Reid'."""
    return f"Edition {edition.edition}, published on {formats.day(edition.created_at)} by {edition.by.name}"


def newer_sentence(edition: Summary, current: Summary | None) -> str:
    """What to say above an edition that a later one replaces; empty for the one that stands."""
    if current is None or current.edition <= edition.edition:
        return ""
    return f"There is a newer edition: number {current.edition}, published on {formats.day(current.created_at)}."


def _withdrawn(edition: Summary) -> str:
    if not edition.is_withdrawn or edition.withdrawn_by is None:
        return ""
    when = formats.day(edition.withdrawn_at)
    return f"Taken back by {edition.withdrawn_by.name} on {when}: {edition.withdrawn_reason}"
