"""What a change did to a series: the figures before and since, and the judgement of the chart's own rules."""

from dataclasses import dataclass
from enum import StrEnum

from qms.spc.enums import Assurance, ChartKind, Direction, SpecialCause


class Judgement(StrEnum):
    """What the chart says of the points since the change."""

    IMPROVEMENT = "improvement"
    CONCERN = "concern"
    CHANGE = "change"  # special cause where neither way is better
    BEGAN_BEFORE = "began-before"  # special cause that had begun clearly before the change
    SPREAD = "spread"  # the level stayed, the variation did not
    TARGET = "target"  # nothing but the target changed
    CHANCE = "chance"  # no special cause, or one for the worse that has passed
    FADED = "faded"  # there was special cause for the better, or one where neither way is, but not in the latest points
    TOO_EARLY = "too-early"  # too few points to judge


@dataclass(frozen=True)
class Stretch:
    """The points on one side of the change. Centre and limits are of the chart of that stretch alone; None for none."""

    points: int
    first_period: str | None
    last_period: str | None
    centre: float
    lower: float | None
    upper: float | None
    target: float | None
    assurance: Assurance | None


@dataclass(frozen=True)
class Lead:
    """points: those of the concern. centre: before the change without them. stands: whether the chart shows an improvement
    without them, too; None where they leave too few points to say."""

    points: int
    centre: float
    stands: bool | None


@dataclass(frozen=True)
class Effect:
    """before, after: the two sides of the change. difference: after less before, with its 95 % interval (None where there
    are too few points) and the method of it. relative: the difference as a share of before; None where that is not above 0.

    meaning: what the special cause since the change means, whichever judgement goes before it; None for none.
    rules: the rules that show it, in order of precedence. sustained: points of the run of special cause that reaches the
    last point, counted from the change. began: points from the change to where the level most likely changed, negative for
    before; None where the place is not clear; began_period: that period. moving: the level rose or fell that way before the
    change already, and the change adds nothing to that. spread: how many times as much the points vary as before, None
    where that is not clear. every: what a point is, "month" or "point". remembers: each value resembles the one before it,
    so that runs come by themselves; False where a rise or fall that goes on explains it. lead: the concern that an
    improvement followed, with what there is without it; None for none.
    """

    kind: ChartKind
    direction: Direction
    position: int
    change_period: str | None
    every: str
    before: Stretch
    after: Stretch
    difference: float
    interval: tuple[float, float] | None
    method: str
    relative: float | None
    judgement: Judgement
    meaning: Judgement | None
    rules: tuple[SpecialCause, ...]
    sustained: int
    began: int | None
    moving: bool
    began_period: str | None
    spread: float | None
    remembers: bool = False
    lead: Lead | None = None
    sentence: str = ""

    @property
    def is_different(self) -> bool:
        """Whether the interval of the difference leaves out 0."""
        return self.interval is not None and (self.interval[0] > 0 or self.interval[1] < 0)
