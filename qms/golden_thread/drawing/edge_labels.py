"""The words at the right edge: what each line is and its value in the last phase."""

from __future__ import annotations

from dataclasses import dataclass

from qms.golden_thread.drawing.frame import Frame
from qms.golden_thread.drawing.labels import spread
from qms.golden_thread.drawing.markup import number, text, text_width
from qms.golden_thread.drawing.numbers import NumberFormat, Writer
from qms.golden_thread.drawing.palette import INK, LINE, QUIET, RULE
from qms.golden_thread.drawing.picture import Picture
from qms.golden_thread.drawing.style import Style
from qms.golden_thread.drawing.words import centre_word

_NAMES = {
    "full": ("Upper limit ", "Lower limit ", "Target "),
    "short": ("Upper ", "Lower ", "Target "),
    "numbers": ("", "", "Target "),
}


@dataclass(frozen=True, slots=True)
class EdgeLabel:
    """One label: the value its line ends at, and how it is written."""

    level: float
    words: str
    colour: str
    bold: bool = False


def edge_labels(picture: Picture, write: Writer, words: str, *, target_label: str | None = None) -> list[EdgeLabel]:
    """Labels for the lines that exist in the last phase, highest first. `words` is as in `Style`."""
    upper, lower, target = _NAMES[words]
    centre = "" if words == "numbers" else f"{centre_word(picture.kind)} "
    stated = write.as_stated if isinstance(write, NumberFormat) else write
    labels: list[EdgeLabel] = []
    for end in _arm_ends(picture):
        if end:  # a sum at zero is the centre line
            labels.append(EdgeLabel(end, f"Sum {write(end)}", LINE, bold=True))
    for name, prefix, colour, bold in (
        ("upper", upper, QUIET, False),
        ("target", target, INK, True),
        ("centre", centre, INK, False),
        ("lower", lower, QUIET, False),
    ):
        level = _last(picture, name)
        if level is None or (name in ("upper", "lower") and level == _last(picture, "centre")):
            continue  # limits on the centre line are no lines of their own
        if name == "target":
            labels.append(EdgeLabel(level, target_label or prefix + stated(level), colour, bold))
        else:
            labels.append(EdgeLabel(level, prefix + write(level), colour, bold))
    return sorted(labels, key=lambda label: -label.level)


def labels_width(labels: list[EdgeLabel], style: Style) -> float:
    """Room the labels need to the right of the plot, leaders included."""
    if not labels:
        return style.font
    widest = max(text_width(label.words, style.font) * (1.06 if label.bold else 1) for label in labels)
    return widest + _LEADER + 6


_LEADER = 12


def draw_edge_labels(labels: list[EdgeLabel], frame: Frame, style: Style) -> str:
    """The labels to the right of the plot, each led to its line where it had to move."""
    half, right = style.font / 2, frame.right
    places = [frame.y(label.level) for label in labels]
    moved = spread(places, style.font * 1.22, frame.top - half, frame.bottom + half)
    parts = []
    for label, line, place in zip(labels, places, moved, strict=True):
        if abs(line - place) > 1:
            parts.append(
                f'<path d="M{number(right + 1)},{number(line)}L{number(right + _LEADER - 3)},{number(place)}"'
                f' fill="none" stroke="{RULE}" stroke-width="1"/>'
            )
        parts.append(
            text(
                right + _LEADER,
                place + style.font * 0.35,
                label.words,
                size=style.font,
                fill=label.colour,
                weight="bold" if label.bold else "",
            )
        )
    return "".join(parts)


def _arm_ends(picture: Picture) -> list[float | None]:
    """Where both sums of a CUSUM chart stand at its last point; nothing on other charts."""
    return [next((level for level in reversed(arm) if level is not None), None) for arm in picture.arms or ()]


def _last(picture: Picture, name: str) -> float | None:
    levels = picture.column(name)[picture.phases[-1] :]
    if name == "target":  # one that was withdrawn is not the target any more
        return levels[-1] if levels else None
    return next((level for level in reversed(levels) if level is not None), None)
