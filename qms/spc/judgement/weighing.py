"""From signals since a change to one judgement."""

from dataclasses import dataclass

import numpy as np

from qms.spc.chart import ControlChart
from qms.spc.enums import SpecialCause
from qms.spc.judgement.effect import Judgement, Stretch
from qms.spc.judgement.points import Points, points_of
from qms.spc.rules import RULE_ORDER
from qms.spc.signals import Signal

FEWEST_BEFORE = 12
"""Limits are frozen on no fewer points."""

FEWEST_SINCE = 7
"""As many points as make a shift: without a signal, fewer say nothing."""

CLEARLY_BEFORE = 2
"""Points by which the level must have turned before the change, at the least, for that to be said."""


@dataclass(frozen=True)
class Weighed:
    """What the rules say of the points since the change.

    standing: the signal that still stands, the longest of several. sustained: how many of the latest points it has lasted.
    """

    signals: tuple[Signal, ...]
    standing: Signal | None
    sustained: int

    @property
    def rules(self) -> tuple[SpecialCause, ...]:
        """The rules that the signals break, in order of precedence."""
        return tuple(sorted({signal.rule for signal in self.signals}, key=RULE_ORDER.index))


def weigh(frozen: ControlChart, position: int) -> Weighed:
    """The signals that reach past the change, on the chart whose limits rest on the points before it.

    A signal stands where it reaches the last point. A shift stands, too, while no two points in a row are back across the
    centre before the change: a single point back does not undo a run of seven.
    """
    signals = tuple(signal for signal in frozen.signals if signal.last >= position)
    points = points_of(frozen, position)
    lasting = {high: _lasting(points, high) for high in (True, False)}
    standing = [
        signal
        for signal in signals
        if signal.current or (signal.rule is SpecialCause.SHIFT and _reaches(points, signal, lasting[_is_high(signal)]))
    ]
    strongest = max(standing, key=lambda signal: (signal.points, signal.current), default=None)
    return Weighed(signals, strongest, lasting[_is_high(strongest)] if strongest else 0)


def _is_high(signal: Signal) -> bool:
    return signal.type.endswith("high")


def _lasting(points: Points, high: bool) -> int:
    """The latest points that lie on that side of the centre, where one point back does not end it and two in a row do."""
    away = points.plotted - points.centre
    back = (away if high else -away) <= 0
    ended = np.flatnonzero(back[1:] & back[:-1]) + 1
    rest = back[int(ended[-1]) + 1 if len(ended) else 0 :]
    return len(rest) - int(np.argmin(rest)) if len(rest) and not rest.all() else 0


def _reaches(points: Points, signal: Signal, lasting: int) -> bool:
    """Whether the stretch that lasts takes in the signal's last point."""
    return lasting > 0 and signal.last >= int(points.positions[len(points) - lasting])


def judge(
    before: Stretch, after: Stretch, weighed: Weighed, *, began: int | None, moving: bool, spread: float | None
) -> tuple[Judgement, Judgement | None]:
    """The judgement, and what the special cause that stands now means.

    What has passed is a gain that faded (a change, where neither way is better); bad points that have passed are none.

    began, moving, spread: see qms.spc.judgement.turning.
    """
    if before.points < FEWEST_BEFORE:
        return Judgement.TOO_EARLY, None
    if weighed.standing is not None:
        word = weighed.standing.type.value.partition("-")[0]
        meaning = Judgement(word) if word in {"improvement", "concern"} else Judgement.CHANGE
        earlier = moving or (began is not None and began <= -CLEARLY_BEFORE)
        return (Judgement.BEGAN_BEFORE if earlier else meaning), meaning
    if any(not signal.type.startswith("concern") for signal in weighed.signals):
        return Judgement.FADED, None
    if after.points < FEWEST_SINCE:
        return Judgement.TOO_EARLY, None
    if spread is not None:
        return Judgement.SPREAD, None
    retargeted = before.target is not None and after.target is not None and before.target != after.target
    return (Judgement.TARGET if retargeted and not weighed.signals else Judgement.CHANCE), None
