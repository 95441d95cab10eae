"""Puts the layers of a chart together: first the measuring, then the drawing from back to front."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from qms.golden_thread.drawing import axes, edge_labels, heading, key, layers
from qms.golden_thread.drawing.flags import Flag, draw_flags, flags_height
from qms.golden_thread.drawing.frame import Frame, x_range, y_range
from qms.golden_thread.drawing.markup import text_width
from qms.golden_thread.drawing.numbers import NumberFormat, Writer
from qms.golden_thread.drawing.picture import Picture
from qms.golden_thread.drawing.shared_scale import Scale
from qms.golden_thread.drawing.style import Style
from qms.golden_thread.drawing.thinning import CROWDED


@dataclass(frozen=True, slots=True)
class Content:
    """What a chart says beside its lines: a title to draw, the unit, the target's own name, the flags, a footnote. `scale`
    is one that it shares with others."""

    title: str = ""
    unit: str = ""
    target: str | None = None
    flags: Sequence[Flag] = ()
    footnote: str = ""
    scale: Scale | None = None


def compose(picture: Picture, style: Style, size: tuple[int, int], *, opening: str, write: Writer, content: Content) -> str:
    """The whole SVG of a picture, `size` (width, height) in pixels, after its `opening` tag."""
    width, height = size
    title, top = heading.draw_title(content.title, style, width)
    unit = heading.unit_words(content.unit, picture.kind)
    head = title + heading.draw_unit(unit, style, top)
    if all(point.value is None for point in picture.points):
        below = top + (heading.row_height(style) + 8 if unit else 0)
        return f"{opening}{head}{heading.draw_nothing(picture, style, size, below)}</svg>"

    labels = edge_labels.edge_labels(picture, write, style.words, target_label=content.target)
    explained = key.key_rows(picture, style, 4, width)
    notes = heading.footnote_rows(content.footnote, style, width)
    foot = height - len(notes) * heading.row_height(style)
    levels = content.scale.y_range if content.scale else y_range(picture, proportion=is_proportion(picture, write))
    frame = Frame(
        left=style.font * 3,
        right=width - edge_labels.labels_width(labels, style),
        top=top,
        bottom=foot - style.font * 1.2 - 11 - len(explained) * key.row_height(style),
        x_range=(content.scale and content.scale.x_range) or x_range(picture),
        y_range=levels,
    )
    captions = heading.captions(picture, frame, style, width)
    captions_top = top + _caption_row(unit, captions, style)
    words_end = captions_top + (heading.row_height(style) if unit or captions else 0)
    plot_top = words_end + flags_height(content.flags, frame, style) + style.radius + 6
    ticks = axes.y_ticks(levels, frame.bottom - plot_top, style, write)
    left = max((text_width(words, style.font) for _, words in ticks), default=0) + 12
    frame = Frame(left, frame.right, plot_top, frame.bottom, frame.x_range, levels)
    captions = heading.captions(picture, frame, style, width)
    return "".join(
        (
            opening,
            head,
            layers.draw_band(picture, frame),
            axes.draw_y_axis(ticks, frame, style),
            layers.draw_since(content.scale, frame),
            layers.draw_phase_lines(picture, frame, captions_top + 4 if captions else frame.top),
            heading.draw_captions(captions, style, captions_top),
            draw_flags(content.flags, frame, style),
            *(each(picture, frame, style) for each in _in_order(picture)),
            layers.draw_target_steps(picture, frame, style, write),
            layers.draw_baseline(picture, frame, style),
            axes.draw_x_axis(picture, frame, style, width),
            layers.draw_points(picture, frame, style, write),
            edge_labels.draw_edge_labels(labels, frame, style),
            key.draw_key(explained, style, foot - len(explained) * key.row_height(style)),
            heading.draw_footnote(notes, style, foot),
            "</svg>",
        )
    )


def _in_order(picture: Picture) -> Sequence[Callable[[Picture, Frame, Style], str]]:
    """Lines lie below the data, unless these are so many that they would cover them."""
    crowded = len(picture.points) >= CROWDED
    return (layers.draw_data, layers.draw_lines) if crowded else (layers.draw_lines, layers.draw_data)


def is_proportion(picture: Picture, write: Writer) -> bool:
    """Whether values are shares of 1, which cannot pass 100 %."""
    percent = isinstance(write, NumberFormat) and write.scale == 100
    return percent or picture.kind in ("p", "pp")


def _caption_row(unit: str, captions: list[tuple[float, str]], style: Style) -> float:
    """How far below the unit the captions stand: on its row where they do not touch it."""
    meets = bool(captions and unit) and captions[0][0] < text_width(unit, style.font) + style.font
    return heading.row_height(style) if meets else 0.0
