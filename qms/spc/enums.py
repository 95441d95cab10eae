"""The words of the field, from chart kind to verdict. Presenters turn them into labels; nothing here is for display."""

from enum import StrEnum


class ChartKind(StrEnum):
    """What is plotted and where its limits come from."""

    RUN = "run"
    XMR = "xmr"
    I = "i"  # noqa: E741 - the individuals chart is called "I" in every textbook
    MR = "mr"
    P = "p"
    U = "u"
    C = "c"


class Direction(StrEnum):
    """Which way is better."""

    INCREASE = "increase"
    DECREASE = "decrease"
    NEUTRAL = "neutral"


class SpecialCause(StrEnum):
    """The rule that a point breaks, in order of precedence."""

    OUTSIDE_LIMITS = "outside-limits"
    TREND = "trend"
    TWO_OF_THREE = "two-of-three"
    SHIFT = "shift"


class PointType(StrEnum):
    """What a point means for the people who read the chart; the last point's type is the chart's variation."""

    COMMON_CAUSE = "common-cause"
    IMPROVEMENT_HIGH = "improvement-high"
    IMPROVEMENT_LOW = "improvement-low"
    CONCERN_HIGH = "concern-high"
    CONCERN_LOW = "concern-low"
    NEUTRAL_HIGH = "neutral-high"
    NEUTRAL_LOW = "neutral-low"


class Assurance(StrEnum):
    """Whether the process as it is now will meet its target."""

    PASS = "pass"  # noqa: S105 - a verdict, not a password
    FAIL = "fail"
    HIT_OR_MISS = "hit-or-miss"


# Panels hold verdicts as small integers: the position in these tuples. None comes first, so that zeros mean "nothing".
SPECIAL_CAUSES: tuple[SpecialCause | None, ...] = (None, *SpecialCause)
POINT_TYPES: tuple[PointType, ...] = tuple(PointType)
ASSURANCES: tuple[Assurance | None, ...] = (None, *Assurance)
DIRECTIONS: tuple[Direction, ...] = tuple(Direction)
