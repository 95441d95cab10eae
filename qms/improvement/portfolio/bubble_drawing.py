"""The bubbles drawn: scores upwards, ages or a benefit to the right."""

from collections.abc import Mapping, Sequence
from math import sqrt

from markupsafe import Markup

from qms.golden_thread.drawing.markup import link_open, number, open_svg, text, text_width
from qms.golden_thread.drawing.palette import GRID, INK, PAPER, QUIET
from qms.improvement.portfolio.bubble_axes import ACROSS, AMOUNT, Axes
from qms.improvement.portfolio.bubble_words import score_words, scores, size_words
from qms.improvement.portfolio.bubbles import Bubble
from qms.kernel.formats import count

LEFT, TOP, CELL, ROW = 132.0, 12.0, 184.0, 56.0
LARGEST, SMALLEST, SMALLEST_ALONE = 26.0, 11.0, 4.0  # radii; with a number in the bubble, and beside it
FILL, EDGE = "#cfe3f5", "#005eb8"


def drawing(found: Sequence[Bubble], axes: Axes, links: Mapping[tuple[float | None, int], str]) -> Markup:
    """Each bubble with what its area says and how many of its projects are stalled; it leads to the list of those (`links`,
    by score and column). Empty for no projects."""
    if not found:
        return Markup("")
    rows, most = scores(), max(each.size(axes) for each in found) or 1.0
    width, bottom = LEFT + CELL * len(axes.bands), TOP + ROW * len(rows)
    title = f"Scores of projects by {ACROSS[axes.across][:1].lower()}{ACROSS[axes.across][1:]}"
    parts = [
        open_svg(
            width, bottom + 36, title=title, description="The table below says the same.", prefix="bubbles", role="group"
        )
    ]
    for place, score in enumerate(rows):
        y = TOP + ROW * (place + 0.5)
        parts.append(f'<path d="M{number(LEFT)},{number(y)}H{number(width)}" stroke="{GRID}"/>')
        parts.append(text(LEFT - 14, y + 5, score_words(score), size=16, fill=QUIET, anchor="end"))
    for place, (_, words) in enumerate(axes.bands):
        parts.append(text(LEFT + CELL * (place + 0.5), bottom + 26, words, size=16, fill=QUIET, anchor="middle"))
    for each in sorted(found, key=lambda each: (each.column, each.score or 0)):
        has = "No score yet" if each.score is None else f"Score {score_words(each.score)}"
        name = f"{has}, {axes.bands[each.column][1].lower()}: {count(each.projects, 'project')}"
        name += f", {each.stalled:,} stalled" if each.stalled else ""
        bubble = _bubble(each, axes, rows.index(each.score), most)
        parts += [link_open(links[each.score, each.column], name), *bubble, "</a>"]
    return Markup("".join(parts) + "</svg>")  # noqa: S704  numbers and our own words, escaped


def _bubble(each: Bubble, axes: Axes, row: int, most: float) -> list[str]:
    x, y = LEFT + CELL * (each.column + 0.5), TOP + ROW * (row + 0.5)
    radius = max(SMALLEST_ALONE if axes.size == AMOUNT else SMALLEST, LARGEST * sqrt(each.size(axes) / most))
    parts = [
        f'<circle cx="{number(x)}" cy="{number(y)}" r="{number(radius)}" fill="{FILL}" stroke="{EDGE}" stroke-width="1.5"/>'
    ]
    words = size_words(each, axes)
    stalled = f"{each.stalled:,} stalled" if each.stalled else ""
    # Amounts stand beside all of the bubbles or none, so that they compare at a glance.
    if axes.size != AMOUNT and text_width(words, 16) < 2 * radius:
        parts.append(text(x, y + 5, words, size=16, fill=INK, anchor="middle", weight="700"))
        beside = stalled
    else:
        beside = ", ".join(filter(None, (words, stalled)))
    if beside:
        parts.append(text(x + radius + 5, y + 5, beside, size=15, fill=INK, halo=PAPER))
    return parts
