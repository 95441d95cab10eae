"""Did it work? A series before and since a change.

The judgement is the chart's own rules, with the limits made from the points before the change (NHS England, Making Data
Count: freeze the limits, then look for special cause). A difference without special cause may be chance, and is called so.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

import numpy as np

from qms.spc.analyse import analyse
from qms.spc.arrays import Booleans, Floats
from qms.spc.chart import ControlChart
from qms.spc.enums import ChartKind
from qms.spc.errors import SeriesError
from qms.spc.judgement.after_concern import lead_of
from qms.spc.judgement.caution import CautionKind
from qms.spc.judgement.difference import difference_between
from qms.spc.judgement.dispersion import dispersion_caution
from qms.spc.judgement.effect import Effect, Judgement
from qms.spc.judgement.effect_words import effect_sentences
from qms.spc.judgement.memory import memory_caution
from qms.spc.judgement.points import Points, points_of
from qms.spc.judgement.redrawing import active_positions, phase_starts, redrawn, shortened
from qms.spc.judgement.sides import stretch_of
from qms.spc.judgement.turning import began_at, spread_ratio, was_moving
from qms.spc.judgement.weighing import FEWEST_BEFORE, judge, weigh
from qms.spc.periods import cadence, read_periods
from qms.spc.rule_sets import RuleSet

_DRAWN_AS = {ChartKind.MR: ChartKind.XMR, ChartKind.EWMA: ChartKind.XMR, ChartKind.CUSUM: ChartKind.XMR}
"""Charts whose points depend on each other by their making: the values themselves are judged instead."""


def did_it_work(
    values: Sequence[float | None] | Sequence[Sequence[float | None]] | Floats,
    *,
    change: Any,
    periods: Sequence[Any] | None = None,
    denominators: Sequence[float | None] | Floats | None = None,
    sizes: Sequence[float | None] | Floats | None = None,
    deviations: Sequence[float | None] | Floats | None = None,
    direction: str = "neutral",
    target: float | Sequence[float | None] | Floats | None = None,
    chart: str = "xmr",
    exclude: Iterable[Any] = (),
    rebase: Iterable[Any] = (),
    rules: str | RuleSet = "making-data-count",
    screen_moving_ranges: bool = True,
    parameters: Mapping[str, float | None] | None = None,
) -> Effect | None:
    """What a change did, from the same arguments as `analyse`.

    change: the period from which points count as after the change (the first point on or after it), or the 0-based position
    of that point where there are no periods. None where no point lies before it, or none since.
    Raises SeriesError as `analyse` does, and for a change that is neither a date nor a position.
    """
    drawn = analyse(
        values,
        periods=periods,
        denominators=denominators,
        sizes=sizes,
        deviations=deviations,
        direction=direction,
        target=target,
        chart=chart,
        exclude=exclude,
        rebase=rebase,
        rules=rules,
        screen_moving_ranges=screen_moving_ranges,
        parameters=parameters,
    )
    return effect_of(drawn, change=change)


def effect_of(chart: ControlChart, *, change: Any, until: Any = None) -> Effect | None:
    """What a change did to the series of a chart that is drawn already, by its kind and rules; see `did_it_work`.

    The phase that the chart has before the change is what it is compared with, where that holds 12 points or more; otherwise
    all points before it. All points since the change count together, whatever later phases the chart has. Where the points
    before vary far more than a p, u or c chart assumes, the limits of p′, u′ or XmR judge: the others would call chance a
    change. `kind` says which it was.

    until: the last period (or position) that counts, as for a test that ended; None for all.
    """
    position = _position(chart, change)
    if until is not None:
        chart = shortened(chart, _position(chart, until, after=True))
    if position >= len(chart.values):
        return None
    start = _start_before(chart, position)
    kind = _kind(chart, start, position)
    split = redrawn(chart, [start, position], kind=kind)
    before, after = points_of(split, start, position), points_of(split, position)
    if not len(before) or not len(after) or not before.joined(after).measurable:
        return None
    frozen = redrawn(chart, [start], _made_from(len(chart.values), position), kind=kind)
    weighed = weigh(frozen, position)
    first, second = stretch_of(split, before), stretch_of(split, after)
    apart = second.centre - first.centre
    if abs(apart) <= 1e-9 * max(abs(second.centre), abs(first.centre)):
        apart = 0.0  # what differs by rounding alone is the same
    found = difference_between(before, after)
    began, spread = began_at(before, after), spread_ratio(before, after)
    moving = was_moving(before, after, began)
    judgement, meaning = judge(first, second, weighed, began=began, moving=moving, spread=spread)
    plain = Effect(
        kind=kind,
        direction=chart.direction,
        position=position,
        change_period=None if chart.periods is None else str(chart.periods[position]),
        every="point" if chart.periods is None else cadence(chart.periods),
        before=first,
        after=second,
        difference=apart,
        interval=found.interval,
        method=found.method,
        relative=apart / first.centre if first.centre > 0 else None,
        judgement=judgement,
        meaning=meaning,
        rules=weighed.rules,
        sustained=weighed.sustained,
        began=began,
        moving=moving,
        began_period=_period_of(before, after, began),
        spread=spread,
        remembers=not moving and memory_caution(before.joined(after)) is not None,
        lead=lead_of(chart, start, position, kind) if judgement is Judgement.IMPROVEMENT else None,
    )
    return replace(plain, sentence=" ".join(effect_sentences(plain)))


def split_at(chart: ControlChart, position: int, *, until: Any = None) -> ControlChart:
    """The chart with the centre and limits of both sides of a change, each from its own points: the picture of an effect.

    Its first phases are those that `effect_of` leaves alone; the kind is the one that judges; it ends where that ends."""
    if until is not None:
        chart = shortened(chart, max(_position(chart, until, after=True), 1))
    start = _start_before(chart, position)
    earlier = [each for each in phase_starts(chart) if each < start]
    return redrawn(chart, [*earlier, start, position], kind=_kind(chart, start, position))


def _kind(chart: ControlChart, start: int, position: int) -> ChartKind:
    """The kind whose limits judge: the chart's own, unless its points vary far more than it assumes."""
    if chart.kind in _DRAWN_AS:
        return _DRAWN_AS[chart.kind]
    caution = dispersion_caution(points_of(redrawn(chart, [start, position]), start, position))
    if caution is None or caution.kind is not CautionKind.OVERDISPERSED or caution.offer is None:
        return chart.kind
    return ChartKind(caution.offer)


def _position(chart: ControlChart, change: Any, *, after: bool = False) -> int:
    """The position of the first point on or after the period (`after` it alone); past the end where there is none."""
    if chart.periods is None:
        if isinstance(change, bool) or not isinstance(change, (int, np.integer)) or change < 0:
            raise SeriesError(f"change {change!r} is not a position. Without periods, count points from 0", argument="change")
        return int(change) + after
    try:
        day = read_periods([change], argument="change")[0]
    except SeriesError as error:
        raise SeriesError(f"change: {error.problem}", argument="change") from None
    return int(np.searchsorted(chart.periods, day, side="right" if after else "left"))


def _start_before(chart: ControlChart, position: int) -> int:
    """Where the points begin that the change is compared with."""
    active = active_positions(chart)
    for start in reversed(phase_starts(chart)):
        if start < position and ((active >= start) & (active < position)).sum() >= FEWEST_BEFORE:
            return start
    return 0


def _period_of(before: Points, after: Points, began: int | None) -> str | None:
    """The period of the point so many after the change."""
    if began is None or before.periods is None or after.periods is None:
        return None
    return str(np.concatenate([before.periods, after.periods])[len(before) + began])


def _made_from(points: int, position: int) -> Booleans:
    """The points that limits rest on: all before the change (each phase takes its own)."""
    return np.asarray(np.arange(points) < position)
