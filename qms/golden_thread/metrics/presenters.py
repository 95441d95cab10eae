"""How a metric's values are said: percentages, decimals and units."""

import math
from collections.abc import Callable

from qms.golden_thread.metrics.models import DataKind, Metric
from qms.kernel.formats import number
from qms.spc.explain import Wording
from qms.spc.speech import Rounding

CURRENCIES = ("£", "€", "$")


def shown(value: float | None, metric: Metric, *, decimals: int | None = None) -> str:
    """The value without its unit, but with its percent sign: "84.4%", "4.6", "1,204"; a dash for none."""
    places = metric.decimals if decimals is None else decimals
    if value is None or not metric.is_percentage:
        if places is None and value and abs(value) < 1:
            return _small(value)
        return number(value, places).replace("-", "\u2212")
    share = value * 100
    if places is None:
        places = 0 if abs(share - round(share)) < 1e-6 else 1  # a target of 95% needs no ".0"
    return number(share, places).replace("-", "\u2212") + "%"


def _small(value: float) -> str:
    """A number below 1 with two significant digits, so that rates such as 0.0046 are not 0."""
    places = 1 - math.floor(math.log10(abs(value)))
    return f"{value:,.{places}f}".rstrip("0").rstrip(".").replace("-", "\u2212")


def with_unit(value: float | None, metric: Metric) -> str:
    """The value with its unit in words: "4.6 per 1,000 bed days", "84.4%", "£2,310"."""
    text, unit = shown(value, metric), metric.measured_in.strip()
    if value is None or not unit:
        return text
    if unit in CURRENCIES:
        return f"\u2212{unit}{text[1:]}" if text.startswith("\u2212") else f"{unit}{text}"
    if unit == "%":
        return text if text.endswith("%") else f"{text}%"
    # "1 fall", not "1 falls": units of counts are plurals of one word.
    return f"{text} {unit.removesuffix('s') if text == '1' and ' ' not in unit else unit}"


_MORE_DECIMALS = 3


class _Decided:
    """Numbers with the decimals that the metric's definition asks for, proportions as percentages; with more only where
    two of one text would be said alike: "4.6 is above the upper limit of 4.6" explains nothing."""

    def __init__(self, values: list[float], metric: Metric) -> None:
        self.metric = metric
        self.unit = metric.measured_in.strip()
        self.decimals = least = metric.decimals or 0
        known = {value for value in values if math.isfinite(value)}
        while self.decimals < least + _MORE_DECIMALS and len({self.say(value) for value in known}) < len(known):
            self.decimals += 1

    def say(self, value: float) -> str:
        return shown(value, self.metric, decimals=self.decimals)

    def say_given(self, value: float) -> str:
        return shown(value, self.metric)


class _Percentages:
    """Proportions as percentages, rounded alike: to one decimal where they differ by a point or more, although two of them
    may then read the same, as a value beside an average that no sentence names."""

    unit = ""

    def __init__(self, values: list[float]) -> None:
        percentages = [value * 100 for value in values]
        self.rounding = Rounding(percentages)
        known = [each for each in percentages if math.isfinite(each)]
        if known and max(known) - min(known) >= 1:
            self.rounding.decimals = min(self.rounding.decimals, 1)

    def say(self, value: float) -> str:
        return f"{self.rounding.say(value * 100)}%"

    def say_given(self, value: float) -> str:
        text = self.rounding.say_given(round(value * 100, 9))
        return f"{text.removesuffix('.0')}%"


class _Between(Rounding):
    """What lies between events, with what it is counted in."""

    def __init__(self, values: list[float], metric: Metric) -> None:
        super().__init__(values)
        self.unit = metric.measured_in.strip()


def wording(metric: Metric) -> Callable[[list[float]], Wording]:
    """How the numbers of one text about the metric are said: rounded alike, proportions as percentages."""
    if metric.decimals is not None:
        return lambda values: _Decided(values, metric)
    if metric.data_kind is DataKind.BETWEEN:
        return lambda values: _Between(values, metric)
    return _Percentages if metric.is_percentage else Rounding
