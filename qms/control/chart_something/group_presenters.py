"""A pasted funnel plot or Pareto chart, for its page and as files."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from markupsafe import Markup

from qms.control.chart_something.grouping import Compared, Grouped, Ranked
from qms.control.chart_something.layout import FUNNEL, PARETO, READ_AS, Shape
from qms.golden_thread.drawing.funnel import funnel_svg
from qms.golden_thread.drawing.pareto import pareto_svg
from qms.kernel.formats import number, percent
from qms.spc import Pareto

WIDE, NARROW, FILE = (1120, 480), (390, 440), (1120, 520)
ROWS = 60
UNIT_COLUMNS = ("unit", "numerator", "denominator", "value", "lower_95", "upper_95", "lower_99_8", "upper_99_8", "outside")
CATEGORY_COLUMNS = ("category", "count", "share", "running_share", "vital")
SIDES = {-1: "Below its limits", 0: "Within its limits", 1: "Above its limits"}


@dataclass(frozen=True)
class GroupResult:
    """Groups in words, picture and table; `more` counts the rows that the table leaves out."""

    title: str
    kind: str
    sentence: str
    wide: Markup
    narrow: Markup
    read_as: str
    advice: str
    headings: list[str]
    rows: list[list[str]]
    more: int


def group_result(groups: Grouped) -> GroupResult:
    """The picture ready for its page."""
    wide, narrow = (Markup(drawn(groups, size, prefix=name)) for size, name in ((WIDE, "wide"), (NARROW, "narrow")))  # noqa: S704  our own drawings, which escape
    compared = isinstance(groups, Compared)
    rows = _unit_rows(groups) if isinstance(groups, Compared) else _category_rows(groups)
    return GroupResult(
        title=groups.title,
        kind=FUNNEL if compared else PARETO,
        sentence=sentence_of(groups),
        wide=wide,
        narrow=narrow,
        read_as=READ_AS[Shape.UNITS if compared else Shape.CATEGORIES],
        advice=ADVICE[compared],
        headings=["Unit", "Counted", "Value", "Limits (99.8%)", "What it says"]
        if compared
        else ["Category", "Count", "Share", "With all above"],
        rows=rows[:ROWS],
        more=len(rows) - len(rows[:ROWS]),
    )


ADVICE = {
    True: "This is a funnel plot: it sets units of different size beside each other, with limits that are wider for small "
    "units, because chance moves these more.",
    False: "This is a Pareto chart: it puts the commonest first, so that one sees the few that make up most.",
}


def sentence_of(groups: Grouped) -> str:
    """What the picture says."""
    return groups.funnel.explanation if isinstance(groups, Compared) else groups.pareto.explanation


def drawn(groups: Grouped, size: tuple[int, int], *, prefix: str = "groups", heading: bool = False) -> str:
    """The SVG; a Pareto chart is as high as its bars need."""
    if isinstance(groups, Ranked):
        return pareto_svg(
            groups.pareto, title=groups.title, unit=groups.counted, width=size[0], heading=heading, id_prefix=prefix
        )
    return funnel_svg(
        groups.funnel,
        title=groups.title,
        direction=groups.direction,
        unit=groups.unit,
        size_label=groups.size_label,
        size_scale=groups.size_scale,
        number_format="percent" if groups.percent else "plain",
        width=size[0],
        height=size[1],
        heading=heading,
        id_prefix=prefix,
    )


def file_rows(groups: Grouped) -> tuple[tuple[str, ...], Iterator[list[object]]]:
    """(columns, rows) of the CSV file."""
    return (CATEGORY_COLUMNS, _categories(groups.pareto)) if isinstance(groups, Ranked) else (UNIT_COLUMNS, _units(groups))


def _categories(found: Pareto) -> Iterator[list[object]]:
    columns = zip(found.categories, found.counts, found.shares, found.cumulative, found.vital, strict=True)
    for name, count, share, running, vital in columns:
        yield [name, float(count), float(share), float(running), "yes" if vital else "no"]


def _units(groups: Compared) -> Iterator[list[object]]:
    found, sides = groups.funnel, {-1: "low", 0: "", 1: "high"}
    limits = [line for level in (95, 99) for line in (found.used_limits[level].lower, found.used_limits[level].upper)]
    sizes = found.denominators * groups.size_scale
    columns = zip(found.units, found.numerators, sizes, found.values, *limits, found.outside, strict=True)
    for name, above, below, *lines, code in columns:
        yield [name, float(above), round(float(below), 6), *map(float, lines), sides[int(code)]]


def _unit_rows(groups: Compared) -> list[list[str]]:
    """Units outside their limits first, then by value, the highest first."""
    found = groups.funnel
    decimals = 0 if found.values.max() >= 100 else 1 if found.values.max() >= 10 else 2

    def say(value: float) -> str:
        return percent(value) if groups.percent else number(value, decimals)

    order = np.lexsort((-found.values, -np.abs(found.outside)))
    sizes = found.denominators * groups.size_scale
    return [
        [
            found.units[at],
            f"{number(float(found.numerators[at]))} of {number(round(float(sizes[at]), 6))}",
            say(float(found.values[at])),
            f"{say(float(found.used_limits[99].lower[at]))} to {say(float(found.used_limits[99].upper[at]))}",
            SIDES[int(found.outside[at])],
        ]
        for at in order.tolist()
    ]


def _category_rows(groups: Ranked) -> list[list[str]]:
    found = groups.pareto
    columns = zip(found.categories, found.counts, found.shares, found.cumulative, strict=True)
    return [
        [name, number(float(count)), percent(float(share)), percent(float(running))]
        for name, count, share, running in columns
    ]
