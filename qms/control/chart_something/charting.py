"""A pasted series and what the person chose about it, as a definition and a control chart; nothing of it is stored."""

from dataclasses import dataclass

import numpy as np

from qms.control.chart_something.reading import Pasted, PasteRefused
from qms.control.charts.calendar import with_gaps
from qms.golden_thread.metrics.definitions import chart_objection
from qms.golden_thread.metrics.models import DataKind, Direction, Metric, MetricTarget
from qms.golden_thread.metrics.rules import rules_of
from qms.golden_thread.metrics.scale import scale_of
from qms.spc import ControlChart, SeriesError, analyse

PERCENT = "%"
# What three columns are shown as: the kind of number, the multiplier, its unit in words.
RATIOS: dict[str, tuple[DataKind, float, str]] = {
    "percent": (DataKind.PROPORTION, 1.0, ""),
    "1": (DataKind.RATE, 1.0, "for each one"),
    "100": (DataKind.RATE, 100.0, "per 100"),
    "1000": (DataKind.RATE, 1_000.0, "per 1,000"),
    "10000": (DataKind.RATE, 10_000.0, "per 10,000"),
    "100000": (DataKind.RATE, 100_000.0, "per 100,000"),
}


@dataclass(frozen=True)
class Choices:
    """What the person chose beside the data. `target` is as typed; `target_percent` whether it had a percent sign."""

    name: str
    chart: str
    direction: Direction
    ratio: str
    target: float | None = None
    target_percent: bool = False


@dataclass(frozen=True)
class Charted:
    """The series, the definition it would have as a metric (not in the database), and its chart."""

    pasted: Pasted
    metric: Metric
    chart: ControlChart

    @property
    def title(self) -> str:
        """What the chart is called."""
        return self.metric.name


def charted(pasted: Pasted, choices: Choices) -> Charted:
    """The chart of the series. Raises PasteRefused where data and choices do not fit together."""
    metric = _metric(pasted, choices)
    if objection := chart_objection(choices.chart, metric.data_kind):
        raise PasteRefused(objection)
    try:
        return Charted(pasted, metric, _analysed(pasted, metric))
    except SeriesError as error:
        raise PasteRefused(f"{str(error)[:1].upper()}{str(error)[1:]}.") from error


def _metric(pasted: Pasted, choices: Choices) -> Metric:
    kind, multiplier, words = RATIOS[choices.ratio] if pasted.denominators else (pasted.data_kind, 1.0, "")
    metric = Metric(
        name=choices.name or "Your data",
        data_kind=DataKind.OTHER if pasted.percent and not pasted.denominators else kind,
        chart=choices.chart,
        rules="",
        direction=choices.direction,
        cadence=pasted.cadence,
        multiplier=multiplier,
        measured_in=PERCENT if pasted.percent and not pasted.denominators else words,
    )
    target = target_on_scale(metric, choices)
    if target is not None:
        metric.targets = [MetricTarget(starts_on=pasted.periods[0], value=target)]
    return metric


def target_on_scale(metric: Metric, choices: Choices) -> float | None:
    """The target on the scale of the values: 0.95 for 95% of proportions, 95 where values are percentages themselves.

    Raises PasteRefused for a proportion's target above 1 without a percent sign."""
    target = choices.target
    if target is None:
        return None
    if metric.measured_in == PERCENT:
        return round(target * 100, 10) if choices.target_percent else target
    if metric.is_percentage and target > 1 and not choices.target_percent:
        raise PasteRefused(f"The values are percentages. Write the target as {target:g}%.")
    return target


def values_on_scale(pasted: Pasted, metric: Metric) -> list[float | None]:
    """The values as they are kept: shares that were pasted with a percent sign are percentages."""
    if metric.measured_in != PERCENT:
        return pasted.values
    return [None if value is None else round(value * 100, 10) for value in pasted.values]


def _analysed(pasted: Pasted, metric: Metric) -> ControlChart:
    measured = np.array(pasted.periods, dtype="datetime64[D]")
    periods = with_gaps(measured, metric.cadence)
    at = np.searchsorted(periods, measured)

    def on_calendar(numbers: list[float | None]) -> np.ndarray:
        placed = np.full(len(periods), np.nan)
        placed[at] = np.array(numbers, dtype=float)
        return placed

    values, below = on_calendar(values_on_scale(pasted, metric)), None
    if pasted.denominators:
        below = on_calendar(pasted.denominators) / scale_of(metric)
        values = np.where(np.isnan(below), np.nan, values)
    return analyse(
        values,
        periods=periods,
        denominators=below,
        chart=metric.chart,
        direction=metric.direction.value,
        target=metric.targets[0].value if metric.targets else None,
        rules=rules_of(metric),
    )
