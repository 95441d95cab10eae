"""The words of the field, from chart kind to verdict. Presenters turn them into labels; nothing here is for display."""

from enum import StrEnum


class ChartKind(StrEnum):
    """What is plotted and where its limits come from.

    A kind may be asked for by another way to write it ("p′", "p'", "p-prime"); its value is the one way it is answered.
    """

    RUN = "run"
    XMR = "xmr"
    I = "i"  # noqa: E741 - the individuals chart is called "I" in every textbook
    MR = "mr"
    XBAR = "xbar"
    S = "s"
    P = "p"
    PP = "pp"
    U = "u"
    UP = "up"
    IP = "ip"
    C = "c"
    G = "g"
    T = "t"
    EWMA = "ewma"
    CUSUM = "cusum"

    @classmethod
    def _missing_(cls, value: object) -> "ChartKind | None":
        return _ALIASES.get(value.casefold()) if isinstance(value, str) else None

    @property
    def independent(self) -> bool:
        """Whether its points say something each on its own, so that runs and trends among them mean anything."""
        return self not in _DEPENDENT

    @property
    def assured(self) -> bool:
        """Whether a target can be held against its limits: not where another thing than the measure itself is plotted."""
        return self.independent and self is not ChartKind.S

    @property
    def directed(self) -> bool:
        """Whether higher or lower points are better or worse where the measure has a direction: not moving ranges, which are
        large when the measure rises and when it falls."""
        return self is not ChartKind.MR


_DEPENDENT = frozenset({ChartKind.MR, ChartKind.EWMA, ChartKind.CUSUM})

_ALIASES = {
    **{
        f"{letter}{prime}": kind
        for letter, kind in zip("pui", (ChartKind.PP, ChartKind.UP, ChartKind.IP), strict=True)
        for prime in ("'", "\u2032", "\u2019", "-prime", "prime")
    },
    "x-bar": ChartKind.XBAR,
    "x\u0304": ChartKind.XBAR,
}


class Direction(StrEnum):
    """Which way is better."""

    INCREASE = "increase"
    DECREASE = "decrease"
    NEUTRAL = "neutral"


class SpecialCause(StrEnum):
    """The rule that a point breaks, in order of precedence.

    Hugging: too many points in a row near the centre. Avoiding: too many in a row away from it, on both sides.
    """

    OUTSIDE_LIMITS = "outside-limits"
    TREND = "trend"
    TWO_OF_THREE = "two-of-three"
    SHIFT = "shift"
    FOUR_OF_FIVE = "four-of-five"
    ALTERNATING = "alternating"
    HUGGING = "hugging"
    AVOIDING = "avoiding"


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
