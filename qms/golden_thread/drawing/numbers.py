"""How the numbers of a chart are written: one choice of decimals, scale and sign for the whole picture."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import ceil, floor, isfinite, log10

_CURRENCIES = frozenset("£€$")


@dataclass(frozen=True, slots=True)
class NumberFormat:
    """Writes numbers such as "1,204", "4.6", "84.0%" or "£2,310"."""

    decimals: int = 1
    scale: float = 1.0
    before: str = ""
    after: str = ""

    def __call__(self, value: float, *, decimals: int | None = None) -> str:
        """`value` in words a reader expects; a true minus sign, thousands separated by commas."""
        places = self.decimals if decimals is None else decimals
        rounded = round(value * self.scale, places) + 0.0  # adding zero turns -0.0 into 0.0
        sign = "−" if rounded < 0 else ""
        return f"{sign}{self.before}{abs(rounded):,.{places}f}{self.after}"

    def as_stated(self, value: float) -> str:
        """A number that somebody set, such as a target, with no decimals that it does not need."""
        text = self(value)
        if "." not in text or (self.after != "%" and abs(value) < 10):
            return text
        whole = self(value, decimals=0)
        return whole if float(f"{value * self.scale:.6f}").is_integer() else text


Writer = NumberFormat | Callable[[float], str]


_SHORT = ((1e12, 1e-12, "tn"), (1e9, 1e-9, "bn"), (1e7, 1e-6, "m"))
"""From a size on: the scale of its values, and what stands behind them (trillions, billions, millions)."""
_FEWEST_FIGURES = 0.01
"""Values are not shortened where they differ by less than this of what they are shortened to."""


def choose_format(number_format: str, unit: str, spread: float, size: float = 0.0) -> NumberFormat:
    """The format for values that spread over `spread`: about three figures of it are shown.

    `size` is the largest of the values, whatever its sign: what is huge is written in millions or beyond
    ("12.3m"), what is tiny with a power of ten ("2.5e−9"). `number_format` is "plain", or "percent" for
    proportions between 0 and 1. A unit of "%" means that the values are percentages already. Raises ValueError
    for another name.
    """
    if number_format not in ("plain", "percent"):
        raise ValueError(f'{number_format!r} is not a number format: use "plain" or "percent".')
    percent = number_format == "percent"
    scale = 100.0 if percent else 1.0
    if percent or unit == "%":
        return NumberFormat(decimals=decimals_for(spread * scale), scale=scale, after="%")
    scale, after = _shortened(spread, size)
    before = unit if unit in _CURRENCIES else ""
    return NumberFormat(decimals=decimals_for(spread * scale), scale=scale, before=before, after=after)


def _shortened(spread: float, size: float) -> tuple[float, str]:
    """The scale that makes numbers of this size legible, and what is written behind them."""
    if not (isfinite(size) and size > 0):
        return 1.0, ""
    if size >= 1e16 or size < 1e-4:
        power = floor(log10(size))
        scale, after = 10.0**-power, f"e{power}".replace("-", "−")  # raised digits are in few fonts
    else:
        scale, after = next(((scale, after) for least, scale, after in _SHORT if size >= least), (1.0, ""))
    return (scale, after) if spread * scale >= _FEWEST_FIGURES else (1.0, "")


def decimals_for(spread: float) -> int:
    """Decimals that tell values apart over `spread`: none from 100, one from 1, then one more per tenth."""
    if not isfinite(spread) or spread <= 0:
        return 1
    if spread >= 100:
        return 0
    return 1 if spread >= 1 else min(1 + ceil(-log10(spread)), 6)


def nice_ticks(low: float, high: float, count: int) -> list[float]:
    """About `count` round numbers within [low, high], in steps of 1, 2 or 5 times a power of ten."""
    if not high > low:
        return [low]
    rough = (high - low) / max(count, 1)
    power = 10.0 ** floor(log10(rough))
    step = next(factor * power for factor in (1, 2, 5, 10) if factor * power >= rough * (1 - 1e-9))
    first, last = ceil(low / step - 1e-9), floor(high / step + 1e-9)
    return [round(position * step, 12) + 0.0 for position in range(first, last + 1)]


def tick_decimals(ticks: Sequence[float], scale: float) -> int:
    """The fewest decimals that write every tick exactly."""
    for decimals in range(7):
        if all(abs(round(tick * scale, decimals) - tick * scale) < 1e-9 * max(1, abs(tick * scale)) for tick in ticks):
            return decimals
    return 6
