"""The projects of a bubble, as a filter: "age~claimed~3~2.5" is those of score 2.5 that have gone on for 1 to 2 years."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from flask import url_for

from qms.improvement.portfolio.addresses import view_url
from qms.improvement.portfolio.bubble_axes import CONFIRMED, Axes, axes_of
from qms.improvement.portfolio.bubble_words import score_words
from qms.improvement.portfolio.bubbles import Bubble, Placed, bubbles, placed
from qms.improvement.portfolio.filters import Filters, filters_of
from qms.organisation.models import Unit
from qms.organisation.queries import unit as unit_by_id

NO_SCORE = "none"
PARTS = 4  # across, which benefits count, column, score


def asked(query: Mapping[str, str], unit_of: Callable[[int], Unit | None] = unit_by_id) -> Filters:
    """What an address asks for (see filters.filters_of), with the projects of the bubble that it names; nonsense is passed
    over. Two queries more where it names one."""
    filters = filters_of(query, unit_of)
    known = _known(query.get("bubble", ""))
    if known is None:
        return filters
    axes, column, score = known
    within = frozenset(
        each.project_id for each in placed(filters, axes) if (each.column, _score(each.score)) == (column, score)
    )
    words = f"{score_words(float(score) if score != NO_SCORE else None)}, {axes.bands[column][1].lower()}"
    return replace(filters, bubble=f"Team’s score: {words}", within=within)


def links_of(found: Sequence[Placed], axes: Axes, narrowed: Mapping[str, str]) -> dict[tuple[float | None, int], str]:
    """Where each bubble leads, by its score and column: one of a single project to that, the others to the list of theirs,
    narrowed as the picture is."""
    links = {}
    for each in bubbles(found):
        alone = next(one for one in found if (one.score, one.column) == (each.score, each.column))
        project = url_for("improvement.project", project_id=alone.project_id)
        links[each.score, each.column] = project if each.projects == 1 else _list_of(each, axes, narrowed)
    return links


def _list_of(bubble: Bubble, axes: Axes, narrowed: Mapping[str, str]) -> str:
    counted = CONFIRMED if axes.confirmed else "claimed"
    key = f"{axes.across}~{counted}~{bubble.column}~{_score(bubble.score)}"
    return view_url("table", {name: value for name, value in narrowed.items() if value} | {"bubble": key})


def _known(text: str) -> tuple[Axes, int, str] | None:
    parts = text.split("~")
    if len(parts) != PARTS or not parts[2].isascii() or not parts[2].isdigit():
        return None
    axes = axes_of({"across": parts[0], "counted": parts[1]})
    column, score = int(parts[2]), parts[3]
    named = axes.across == parts[0] and column < len(axes.bands) and score in _SCORES
    return (axes, column, score) if named else None


def _score(score: float | None) -> str:
    return NO_SCORE if score is None else f"{score:.1f}"


_SCORES = frozenset({NO_SCORE, *(f"{half / 2:.1f}" for half in range(1, 11))})
