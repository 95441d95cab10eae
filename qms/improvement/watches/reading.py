"""What charts say to a watch: nothing, one point that its team should know of, or a slip."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

from qms.golden_thread.readings.models import Signal
from qms.improvement.watches.models import ControlWatch
from qms.improvement.watches.queries import concerns_since, have_lost, vanished
from qms.improvement.watches.wording import LOST
from qms.spc import SpecialCause


@dataclass(frozen=True)
class News:
    """By the watch's id. slips: why each slipped. points: the single point that gives concern. gone: the watches whose noted
    point the chart no longer shows."""

    slips: dict[int, str] = field(default_factory=dict)
    points: dict[int, Signal] = field(default_factory=dict)
    gone: set[int] = field(default_factory=set)


def news_of(watches: Collection[ControlWatch]) -> News:
    """A shift, a trend, two of three, several points or a second signal are a slip, and so is a gain that the rules say is
    lost. One point alone is not: a stable measure gives one in some years. Three queries, however many watches."""
    if not watches:
        return News()
    concerns, lost, no_more = concerns_since(watches), have_lost(watches), vanished(watches)
    found = News(gone={each.id for each in watches if each.noted_id in no_more})
    for each in watches:
        noted = None if each.noted_id in no_more else each.noted_id
        if slip := _slip(concerns[each.id], noted):
            found.slips[each.id] = slip.sentence
        elif each.id in lost:
            found.slips[each.id] = LOST
        elif concerns[each.id]:
            found.points[each.id] = concerns[each.id][0]
    return found


def _slip(concerns: Sequence[Signal], noted: int | None) -> Signal | None:
    """The signal that makes it a slip, if one does."""
    if lasting := [each for each in concerns if not is_one_point(each)]:
        return lasting[0]
    others = [each for each in concerns if each.id != noted]
    if noted is not None:
        return others[0] if others else None
    return others[1] if len(others) > 1 else None


def is_one_point(signal: Signal) -> bool:
    """Whether it is a single point outside the limits."""
    return signal.rule == SpecialCause.OUTSIDE_LIMITS and signal.first_period == signal.last_period
