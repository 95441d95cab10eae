"""From signals since a change to one judgement."""

from collections.abc import Sequence

import numpy as np

from qms.spc.chart import ControlChart
from qms.spc.enums import SpecialCause
from qms.spc.judgement.effect import Judgement, Stretch
from qms.spc.judgement.points import points_of
from qms.spc.rules import RULE_ORDER
from qms.spc.signals import Signal

FEWEST_BEFORE = 12
"""Limits are frozen on no fewer points."""

FEWEST_SINCE = 7
"""As many points as make a shift: without a signal, fewer say nothing."""

CLEARLY_BEFORE = 2
"""Points by which the level must have turned before the change, at the least, for that to be said."""


def judge(
    before: Stretch, after: Stretch, signals: Sequence[Signal], began: int | None, spread: float | None
) -> tuple[Judgement, Judgement | None]:
    """The judgement, and what the special cause that stands now means. `signals` are those that reach past the change."""
    if before.points < FEWEST_BEFORE:
        return Judgement.TOO_EARLY, None
    strongest = strongest_of(signals)
    if strongest is not None:
        word = strongest.type.value.partition("-")[0]
        meaning = Judgement(word) if word in {"improvement", "concern"} else Judgement.CHANGE
        earlier = began is not None and began <= -CLEARLY_BEFORE
        return (Judgement.BEGAN_BEFORE if earlier else meaning), meaning
    if signals:
        return Judgement.FADED, None
    if after.points < FEWEST_SINCE:
        return Judgement.TOO_EARLY, None
    if spread is not None:
        return Judgement.SPREAD, None
    retargeted = before.target is not None and after.target is not None and before.target != after.target
    return (Judgement.TARGET if retargeted else Judgement.CHANCE), None


def strongest_of(signals: Sequence[Signal]) -> Signal | None:
    """The longest of the signals that stand at the last point."""
    return max((signal for signal in signals if signal.current), key=lambda signal: signal.points, default=None)


def rules_of(signals: Sequence[Signal]) -> tuple[SpecialCause, ...]:
    """The rules that the signals break, in order of precedence."""
    return tuple(sorted({signal.rule for signal in signals}, key=RULE_ORDER.index))


def sustained_points(frozen: ControlChart, signals: Sequence[Signal], position: int) -> int:
    """How many of the points since the change the signal that stands now has lasted: the latest points that lie on its side
    of the centre before the change, where one point back does not end it and two in a row do; 0 where none stands."""
    strongest = strongest_of(signals)
    if strongest is None:
        return 0
    points = points_of(frozen, position)
    away = points.plotted - points.centre
    back = (away if strongest.type.endswith("high") else -away) <= 0
    ended = np.flatnonzero(back[1:] & back[:-1]) + 1
    lasting = back[int(ended[-1]) + 1 if len(ended) else 0 :]
    return len(lasting) - (int(np.argmin(lasting)) if len(lasting) and not lasting.all() else len(lasting))
