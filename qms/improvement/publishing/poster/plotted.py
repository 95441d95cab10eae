"""What a chart on the slide plots: each line as a series of its own, and the axis that holds them all."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import isclose

from qms.golden_thread.drawing.numbers import decimals_for, nice_ticks, tick_decimals
from qms.golden_thread.strands import Figure

Numbers = Sequence[float | None]
TICKS = 5
SPECIAL = {"improvement": "Improving", "concern": "Concern", "neutral": "Special cause"}


@dataclass(frozen=True)
class Line:
    """A series: `part` is "value", "centre", "limit" or "target", a verdict of SPECIAL for points alone, or "flag". One that
    is `labelled` has its name and number at the right edge."""

    name: str
    numbers: Numbers
    part: str
    labelled: bool = False

    @property
    def last(self) -> float:
        """Where it ends. Raises StopIteration for a line without a number."""
        return next(each for each in reversed(self.numbers) if each is not None)


@dataclass(frozen=True)
class Axis:
    """The axis of values: its ends, the step between two numbers, and how these and those of labels are written."""

    low: float
    high: float
    step: float
    written: str
    exactly: str


def lines_of_figure(figure: Figure, top: float) -> list[Line]:
    """The lines in the order in which they are drawn; limits that begin anew are lines of their own, for a line that climbs
    from the old ones to the new would say something. The flag of the change stands at `top`."""
    starts = [*figure.phases, len(figure.values)]
    lines = [Line("Value", figure.values, "value")]
    for name, numbers, part in (
        (figure.centre_name, figure.centre, "centre"),
        ("Upper limit", figure.upper, "limit"),
        ("Lower limit", figure.lower, "limit"),
    ):
        for number, (start, end) in enumerate(pairwise(starts), start=1):
            is_last = end == len(figure.values)
            earlier = "" if is_last else f", earlier ({number})"
            lines.append(Line(f"{name}{earlier}", _within(numbers, start, end), part, labelled=is_last))
    lines.append(Line("Target", figure.targets, "target", labelled=True))
    lines += [Line(words, _special(figure, verdict), verdict) for verdict, words in SPECIAL.items()]
    if figure.flag is not None:
        lines.append(Line("Change", [top if at == figure.flag else None for at in range(len(figure.values))], "flag"))
    return [each for each in lines if any(number is not None for number in each.numbers) and not _on_the_centre(each, figure)]


def axis_of(figure: Figure) -> Axis:
    """An axis from the data, not from nought: what changes is to be seen. It holds limits and targets."""
    every = list(_numbers(figure.values, figure.centre, figure.upper, figure.lower, figure.targets))
    low, high = min(every), max(every)
    if isclose(low, high):
        low, high = low - 1, high + 1
    ticks = nice_ticks(low, high, TICKS)
    step = ticks[1] - ticks[0] if len(ticks) > 1 else high - low
    below = ticks[0] - (step if ticks[0] > low + step / 50 else 0)
    above = ticks[-1] + (step if ticks[-1] < high - step / 50 else 0)
    above += step if figure.flag is not None and above - high < step / 2 else 0  # the flag stands over the lines
    scale = 100 if figure.percent else 1
    plain = _format(tick_decimals(ticks, scale), percent=figure.percent)
    return Axis(
        low=round(below, 9),
        high=round(above, 9),  # a flag that stands there must not lie a hair outside
        step=step,
        written=f"[<=1.0001]{plain};" if figure.percent else plain,  # no 120% where a share cannot be
        exactly=_format(decimals_for((high - low) * scale), percent=figure.percent),
    )


def _format(decimals: int, *, percent: bool) -> str:
    return f"0{'.' + '0' * decimals if decimals else ''}{'%' if percent else ''}"


def _within(numbers: Numbers, start: int, end: int) -> Numbers:
    return [each if start <= at < end else None for at, each in enumerate(numbers)]


def _special(figure: Figure, verdict: str) -> Numbers:
    """The values that mean this; a chart that was kept without meanings has none."""
    types = figure.types or ("",) * len(figure.values)
    return [each if kind.startswith(verdict) else None for each, kind in zip(figure.values, types, strict=True)]


def _on_the_centre(line: Line, figure: Figure) -> bool:
    """Whether it is a limit that is no line of its own."""
    pairs = [(a, b) for a, b in zip(line.numbers, figure.centre, strict=True) if a is not None]
    return line.part == "limit" and all(a == b for a, b in pairs)


def _numbers(*many: Numbers) -> Iterable[float]:
    return (each for numbers in many for each in numbers if each is not None)
