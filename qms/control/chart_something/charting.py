"""A pasted series and what the person chose about it, as a definition and a control chart; nothing of it is stored."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from qms.control.chart_something.layout import Shape
from qms.control.chart_something.reading import Pasted
from qms.control.chart_something.refusing import PasteRefused
from qms.control.charts.calendar import with_gaps
from qms.golden_thread.metrics.definitions import SPREAD_CHARTS, chart_objection
from qms.golden_thread.metrics.models import DataKind, Direction, Metric, MetricTarget
from qms.golden_thread.metrics.rules import FIRST, FOR_RUN_CHARTS
from qms.golden_thread.metrics.scale import scale_of
from qms.spc import ControlChart, Recommendation, SeriesError, analyse, recommend

PERCENT = "%"
# What numerators and denominators are shown as: the kind of number, the multiplier, its unit in words.
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
    """What the person chose beside the data; `chart` and `ratio` are "" for what fits the data. `target` is as typed;
    `target_percent` whether it had a percent sign."""

    name: str
    chart: str
    direction: Direction
    ratio: str
    target: float | None = None
    target_percent: bool = False
    overdispersion: bool = False
    rules: str = FIRST  # of the trust, for every chart but a run chart


@dataclass(frozen=True)
class Charted:
    """The series, the definition it would have as a metric (not in the database), its chart, and the chart that we would
    draw; `chosen` where that is the one because nobody chose another."""

    pasted: Pasted
    metric: Metric
    chart: ControlChart
    advice: Recommendation | None = None
    chosen: bool = False

    @property
    def title(self) -> str:
        """What the chart is called."""
        return self.metric.name


def charted(pasted: Pasted, choices: Choices) -> Charted:
    """The chart of the series. Raises PasteRefused where data and choices do not fit together."""
    ratio = choices.ratio or ratio_for(pasted)
    metric = _metric(pasted, replace(choices, ratio=ratio))
    try:
        advice = _advice(pasted, metric)
        metric.chart = choices.chart or advice.chart
        if objection := chart_objection(metric.chart, metric.data_kind):
            raise PasteRefused(objection)
        chart = _analysed(pasted, metric, FOR_RUN_CHARTS if metric.chart == "run" else choices.rules)
    except SeriesError as error:
        raise PasteRefused(f"{str(error)[:1].upper()}{str(error)[1:]}.") from error
    return Charted(pasted, metric, chart, advice, chosen=not choices.chart)


def ratio_for(pasted: Pasted) -> str:
    """How numerators and denominators are shown where nobody said: shares as percentages, rates so that they are above 1."""
    if pasted.data_kind is DataKind.PROPORTION:
        return "percent"
    pairs = zip(pasted.values, pasted.denominators or pasted.values, strict=True)
    ratios = [above / below for above, below in pairs if above is not None and below]
    usual = float(np.median(ratios)) if ratios else 1.0
    rates = [(name, multiplier) for name, (kind, multiplier, _) in RATIOS.items() if kind is DataKind.RATE]
    return next((name for name, multiplier in rates if usual * multiplier >= 1), rates[-1][0])


def _metric(pasted: Pasted, choices: Choices) -> Metric:
    kind, multiplier, words = RATIOS[choices.ratio] if pasted.denominators else (pasted.data_kind, 1.0, "")
    shares = pasted.percent and not pasted.denominators
    metric = Metric(
        name=choices.name or "Your data",
        data_kind=DataKind.OTHER if shares else _as_asked(kind, choices.chart),
        chart=choices.chart,
        rules="",
        direction=choices.direction,
        cadence=pasted.cadence,
        multiplier=multiplier,
        decimals=0 if kind is DataKind.BETWEEN and _whole(pasted.values) else None,
        measured_in=PERCENT if shares else _in_between(pasted, choices.chart) if kind is DataKind.BETWEEN else words,
    )
    target = target_on_scale(metric, choices)
    if target is not None:
        metric.targets = [MetricTarget(starts_on=pasted.periods[0], value=target)]
    return metric


def _whole(values: Sequence[float | None]) -> bool:
    return all(value is None or value == round(value) for value in values)


def _in_between(pasted: Pasted, chart: str) -> str:
    """What lies between the events: days where their dates tell, or a t chart was asked for; else cases."""
    return "days" if pasted.shape is Shape.EVENTS or chart == "t" else "cases"


def _as_asked(kind: DataKind, chart: str) -> DataKind:
    """Single values become what the chart that was asked for is of, where they could be that."""
    return DataKind.COUNT if chart == "c" and kind is DataKind.OTHER else kind


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


def _advice(pasted: Pasted, metric: Metric) -> Recommendation:
    return recommend(
        values_on_scale(pasted, metric),
        denominators=pasted.denominators,
        sizes=pasted.sizes,
        deviations=pasted.deviations,
        periods=pasted.periods,
        data_kind=metric.data_kind.value,
    )


def _analysed(pasted: Pasted, metric: Metric, rules: str) -> ControlChart:
    measured = np.array(pasted.periods, dtype="datetime64[D]")
    periods = with_gaps(measured, metric.cadence)
    at = np.searchsorted(periods, measured)

    def on_calendar(numbers: Sequence[float | None]) -> np.ndarray:
        placed = np.full(len(periods), np.nan)
        placed[at] = np.array(numbers, dtype=float)
        return placed

    values, below = on_calendar(values_on_scale(pasted, metric)), None
    if pasted.denominators:
        below = on_calendar(pasted.denominators) / scale_of(metric)
        values = np.where(np.isnan(below), np.nan, values)
    spread = metric.chart in SPREAD_CHARTS
    return analyse(
        values,
        periods=periods,
        denominators=below,
        sizes=on_calendar(pasted.sizes) if spread and pasted.sizes else None,
        deviations=on_calendar(pasted.deviations) if spread and pasted.deviations else None,
        chart=metric.chart,
        direction=metric.direction.value,
        target=metric.targets[0].value if metric.targets else None,
        rules=rules,
    )
