"""A control chart as SVG: one picture for pages, print, mail and PNG."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from qms.golden_thread.drawing.compose import Content, compose
from qms.golden_thread.drawing.dates import point_words
from qms.golden_thread.drawing.flags import read_flags
from qms.golden_thread.drawing.frame import y_size, y_spread
from qms.golden_thread.drawing.markup import open_svg
from qms.golden_thread.drawing.numbers import Writer, choose_format
from qms.golden_thread.drawing.picture import Chart, Picture, Target, read_chart
from qms.golden_thread.drawing.shared_scale import Scale
from qms.golden_thread.drawing.style import SHARED, SMALL, style_for


def chart_svg(
    chart: Chart,
    *,
    title: str,
    unit: str = "",
    target: Target = None,
    target_label: str | None = None,
    annotations: Sequence[Mapping[str, Any]] = (),
    phases: Sequence[int] | None = None,
    width: int = 960,
    height: int = 420,
    number_format: str | Writer = "plain",
    description: str | None = None,
    heading: bool = False,
    footnote: str = "",
    even: bool | None = None,
    baseline: tuple[int, int] | None = None,
    id_prefix: str = "chart",
) -> str:
    """The SVG of a control or run chart, `width` by `height` pixels; under 560 wide it is set for a phone.

    `chart` is a ControlChart or its `to_dict()`. `target` is one number, or one per point; by default the
    chart's own. `annotations` are as in `flags.read_flags`. `phases` are the start positions of recalculated
    limits; by default they are found where limits change. `number_format` is "plain", "percent" (for
    proportions) or a function from value to words. `heading` draws the title into the picture, for slides and
    mail; `footnote` is written at its foot. `even` sets points side by side whatever their dates. `baseline`
    are the positions of the first and the last point that limits rest on, where they do not rest on all. Ids start
    with `id_prefix`, which must be unique on the page.

    Raises ValueError for a date that is not ISO, an unknown number format, or targets that do not match the
    points.
    """
    picture = read_chart(chart, target=target, phases=phases, even=even, baseline=baseline)
    unit, number_format = in_units_of(picture, unit, number_format)
    told = describe(picture, description)
    return compose(
        picture,
        style_for(width),
        (width, height),
        opening=open_svg(width, height, title=title, description=told, prefix=id_prefix),
        write=writer_for(picture, number_format, unit),
        content=Content(
            title=title if heading else "",
            unit=unit,
            target=target_label,
            flags=read_flags(annotations, picture),
            footnote=footnote,
        ),
    )


def small_chart_svg(
    chart: Chart,
    *,
    title: str,
    unit: str = "",
    target: Target = None,
    width: int = 320,
    height: int = 160,
    number_format: str | Writer = "plain",
    even: bool | None = None,
    scale: Scale | None = None,
) -> str:
    """The same chart for small multiples: no grid, no key, levels as numbers, the first and the last date.

    With a `scale`, which is the same for all of them, it has a grid to compare them by. It spends no ids, so a page can
    hold hundreds. Raises ValueError as `chart_svg` does.
    """
    picture = read_chart(chart, target=target, even=even)
    unit, number_format = in_units_of(picture, unit, number_format)
    name = f"{title}. {picture.explanation}" if picture.explanation else title
    return compose(
        picture,
        SHARED if scale else SMALL,
        (width, height),
        opening=open_svg(width, height, title=name),
        write=writer_for(picture, number_format, unit),
        content=Content(scale=scale),
    )


def writer_for(picture: Picture, number_format: str | Writer, unit: str) -> Writer:
    """The function that writes this picture's numbers."""
    if not isinstance(number_format, str):
        return number_format
    return choose_format(number_format, unit, y_spread(picture), y_size(picture))


def in_units_of(picture: Picture, unit: str, number_format: str | Writer) -> tuple[str, str | Writer]:
    """The unit and number format that the chart's own scale asks for: sums of deviations are not in the metric's unit."""
    return ("standard deviations, added up", "plain") if picture.kind == "cusum" else (unit, number_format)


def describe(picture: Picture, description: str | None = None) -> str:
    """The long description: the one given, else what the chart covers and its explanation."""
    if description is not None:
        return description
    named = zip(point_words(picture), picture.points, strict=True)
    shown = [word for word, point in named if point.value is not None]
    if not shown:
        return "There are no values to show yet."
    covers = f"{len(shown)} points from {shown[0]} to {shown[-1]}." if len(shown) > 1 else f"One point, {shown[0]}."
    return f"{covers} {picture.explanation}".strip()
