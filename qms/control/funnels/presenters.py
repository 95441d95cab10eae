"""A funnel as its page shows it: the sentence, the pictures, the units outside, all units."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask import url_for
from markupsafe import Markup

from qms.control.charts.naming import number_format
from qms.control.funnels.comparing import Comparison
from qms.control.funnels.queries import UnitSum
from qms.control.funnels.words import LIMIT_NAMES, UNITS, meaning
from qms.golden_thread.drawing import funnel_svg
from qms.golden_thread.metrics.models import DataKind
from qms.golden_thread.metrics.presenters import shown, with_unit
from qms.kernel.formats import count, month, number
from qms.kernel.paging import Page, slice_of
from qms.organisation.models import UnitKind
from qms.spc import Funnel

WIDE = (1120, 480)
NARROW = (390, 460)
FILE = (1120, 540)
SIZE_LETTERS = 60


@dataclass(frozen=True)
class Row:
    """One unit: its figures in words, and where it lies."""

    name: str
    url: str
    numerator: str
    denominator: str
    value: str
    limits: str
    mark: str
    words: str
    outside: bool
    highlighted: bool
    partly: str


@dataclass(frozen=True)
class Shown:
    """The page of one comparison."""

    sentence: str
    about_highlight: str
    hint: bool
    wide: Markup
    narrow: Markup
    outliers: list[Row]
    page: Page[Row]
    partly: str
    centre: str


def shown_comparison(comparison: Comparison) -> Shown | None:
    """Everything in words and pictures; None where there is no funnel."""
    found = comparison.funnel
    if found is None:
        return None
    rows = rows_of(comparison, found)
    partly = sum(1 for row in rows if row.partly)
    return Shown(
        sentence=sentence(comparison),
        about_highlight=_about_highlight(comparison, rows),
        hint=not found.overdispersion and found.dispersion >= 1.5,
        wide=_picture(comparison, found, WIDE, "funnel-wide"),
        narrow=_picture(comparison, found, NARROW, "funnel-narrow"),
        outliers=[row for row in rows if row.outside],
        page=slice_of(rows),
        partly=f"{count(partly, 'unit has', 'units have')} figures for part of these months only." if partly else "",
        centre=with_unit(found.centre, comparison.metric),
    )


def title_of(comparison: Comparison) -> str:
    """'Inpatient falls by ward or team, November 2025 to October 2026'."""
    asked = comparison.asked
    one = UNITS[asked.level or UnitKind.WARD][0]
    if asked.first is None:
        return f"{comparison.metric.name} by {one}"
    months = month(asked.first) if asked.first == asked.last else f"{month(asked.first)} to {month(asked.last)}"
    within = f" in {asked.under.name}" if asked.under else ""
    return f"{comparison.metric.name} by {one}{within}, {months}"


def sentence(comparison: Comparison) -> str:
    """Who lies outside, by name where they are few."""
    if comparison.funnel is None:
        return comparison.problem
    found = comparison.funnel
    one, many = UNITS[comparison.asked.level or UnitKind.WARD]
    names = {str(each.unit_id): each.name for each in comparison.sums}
    said = found.explain(one, many)
    outside = [names[unit] for unit in found.outliers]
    if 0 < len(outside) <= 3:
        first, dot, rest = said.partition(". ") if ". " in said else (said.rstrip("."), ".", "")
        said = f"{first} ({', '.join(outside)}){dot}{rest}"
    return said


def rows_of(comparison: Comparison, found: Funnel) -> list[Row]:
    """Every unit, the highest value first."""
    ours = comparison.highlight
    rows = [
        (value, _row(comparison, each, at, ours))
        for at, (each, value) in enumerate(zip(comparison.sums, found.values.tolist(), strict=True))
    ]
    return [row for _, row in sorted(rows, key=lambda pair: -pair[0])]


def picture_file(comparison: Comparison, found: Funnel) -> str:
    """The funnel as one SVG that stands alone: its title is in the picture."""
    return str(_picture(comparison, found, FILE, "funnel", heading=True))


def file_rows(comparison: Comparison, found: Funnel) -> Sequence[list[object]]:
    """The units as rows of a CSV file, numbers as numbers."""
    sides = {-1: "low", 0: "", 1: "high"}
    return [
        [
            each.name, each.ods_code or "", each.numerator, each.denominator, _said(found.values[at]), _said(found.centre),
            _said(found.lower[at]), _said(found.upper[at]), _said(found.z[at]), sides[int(found.outside[at])], each.periods,
        ]
        for at, each in enumerate(comparison.sums)
    ]  # fmt: skip


def _said(figure: float) -> float:
    """A worked-out number to twelve digits: what lies behind them comes from binary fractions."""
    return float(f"{figure:.12g}")


FILE_COLUMNS = (
    "unit", "ods_code", "numerator", "denominator", "value", "average", "lower_limit", "upper_limit", "z_score", "outside",
    "periods",
)  # fmt: skip


def _row(comparison: Comparison, each: UnitSum, at: int, ours: UnitSum | None) -> Row:
    found, metric = comparison.funnel, comparison.metric
    assert found is not None  # noqa: S101 - rows are made of a funnel
    side = int(found.outside[at])
    mark, words = meaning(metric.direction, side)
    if not side and abs(int(found.position[at])) == 1:
        words = "Within the limits, beyond 95%"
    most = max(one.periods for one in comparison.sums)
    return Row(
        name=each.name,
        url=url_for("control.chart", series_id=each.series_id),
        numerator=number(each.numerator),
        denominator=number(each.denominator),
        value=shown(float(found.values[at]), metric),
        limits=f"{shown(float(found.lower[at]), metric)} to {shown(float(found.upper[at]), metric)}",
        mark=mark,
        words=words,
        outside=bool(side),
        highlighted=ours is not None and each.unit_id == ours.unit_id,
        partly=f"{each.periods} of {most} periods" if each.periods < most else "",
    )


def _about_highlight(comparison: Comparison, rows: Sequence[Row]) -> str:
    ours = next((row for row in rows if row.highlighted), None)
    if ours is None or comparison.funnel is None:
        return ""
    place = next(at for at, row in enumerate(rows, start=1) if row.highlighted)
    average = with_unit(comparison.funnel.centre, comparison.metric)
    limits = LIMIT_NAMES[comparison.asked.limit]
    if ours.outside:
        side = "above" if ours.mark.endswith("high") else "below"
        return f"{ours.name} has {ours.value}, {side} its {limits} limits of {ours.limits}. The average is {average}."
    return (
        f"{ours.name} has {ours.value}, within its {limits} limits of {ours.limits}: no more than chance away from the "
        f"average of {average}. That it ranks {place} of {len(rows)} therefore says little."
    )


def _picture(comparison: Comparison, found: Funnel, size: tuple[int, int], prefix: str, *, heading: bool = False) -> Markup:
    metric, ours = comparison.metric, comparison.highlight
    rate = comparison.rate if metric.data_kind is DataKind.RATE else 1.0
    label = metric.denominator.strip() or "Cases"
    svg = funnel_svg(
        found,
        title=title_of(comparison),
        description=sentence(comparison),
        names=[each.name for each in comparison.sums],
        highlight=str(ours.unit_id) if ours else None,
        direction=metric.direction.value,
        unit=metric.measured_in.strip(),
        size_label=label if len(label) <= SIZE_LETTERS else f"{label[: SIZE_LETTERS - 1].rstrip()}…",
        size_scale=1 / rate,
        number_format=number_format(metric),
        width=size[0],
        height=size[1],
        heading=heading,
        id_prefix=prefix,
    )
    return Markup(svg)  # noqa: S704  our own drawing, which escapes
