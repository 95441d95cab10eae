"""Rule sets are data: where NHS tools disagree, the difference is a field here and not a fork of the code."""

from dataclasses import dataclass, replace

from qms.spc.errors import SeriesError

D2_FOR_TWO = 1.128
"""d2 for subgroups of two, rounded as every published table of XmR constants has it."""


@dataclass(frozen=True)
class XmrMethod:
    """How limits of individual values are made.

    limit_factor: average moving ranges from the mean to a limit.
    smallest_freeze: fewest points that limits may be frozen on.
    freeze_each_phase: freeze the first points of every phase; otherwise a rebase overrides the freeze.
    ranges_across_gaps: a missing value is skipped, so its neighbours make a moving range; otherwise they make none.
    """

    limit_factor: float
    smallest_freeze: int
    freeze_each_phase: bool
    ranges_across_gaps: bool


MAKING_DATA_COUNT_XMR = XmrMethod(2.66, smallest_freeze=12, freeze_each_phase=True, ranges_across_gaps=True)
"""NHS England, Making Data Count: the factor rounded to 2.66."""

INDIVIDUALS = XmrMethod(3 / D2_FOR_TWO, smallest_freeze=1, freeze_each_phase=False, ranges_across_gaps=False)
"""The textbook individuals chart (Montgomery, Introduction to Statistical Quality Control): 3 / 1.128, not rounded."""


@dataclass(frozen=True)
class RuleSet:
    """Which rules make a special cause.

    shift_length: points on one side of the centre, None for no such rule; trend_length: points rising or falling.
    beyond_limits_count: points outside the limits count towards two of three.
    improvement_wins: a point that signals both ways is an improvement, whatever the precedence of its rules.
    anhoej_runs: the points of a run longer than Anhøj's limit are a shift, in place of a fixed length.
    screen_moving_ranges: False switches screening off whatever the caller asks.
    """

    name: str
    shift_length: int | None = 7
    trend_length: int | None = 7
    two_of_three: bool = True
    beyond_limits_count: bool = False
    improvement_wins: bool = False
    anhoej_runs: bool = False
    screen_moving_ranges: bool = True
    xmr_method: XmrMethod = MAKING_DATA_COUNT_XMR

    def __post_init__(self) -> None:
        for field in ("shift_length", "trend_length"):
            length = getattr(self, field)
            if length is not None and length < 2:
                raise SeriesError(
                    f"{field} is {length}: a rule needs 2 or more points, or None for no rule", argument="rules"
                )


MAKING_DATA_COUNT = RuleSet("making-data-count")
ANHOEJ = RuleSet("anhoej", shift_length=None, trend_length=None, two_of_three=False, anhoej_runs=True, xmr_method=INDIVIDUALS)
"""Anhøj J, Olesen AV (2014), PLoS ONE 9(11): e113825: runs too long for chance; limits judge single points."""

RULE_SETS: dict[str, RuleSet] = {
    rule_set.name: rule_set
    for rule_set in (
        MAKING_DATA_COUNT,
        ANHOEJ,
        replace(MAKING_DATA_COUNT, name="making-data-count-trend-6", trend_length=6),
        replace(MAKING_DATA_COUNT, name="making-data-count-shift-8", shift_length=8),
        replace(MAKING_DATA_COUNT, name="making-data-count-unscreened", screen_moving_ranges=False),
        replace(MAKING_DATA_COUNT, name="making-data-count-beyond-limits", beyond_limits_count=True),
        replace(MAKING_DATA_COUNT, name="making-data-count-improvement-wins", improvement_wins=True),
    )
}


def rule_set_named(rules: "str | RuleSet") -> RuleSet:
    """The rule set of that name (or the one given). Raises SeriesError with the names that exist."""
    if isinstance(rules, RuleSet):
        return rules
    try:
        return RULE_SETS[rules]
    except (KeyError, TypeError):
        raise SeriesError(f"there are no rules {rules!r}. Use one of: {', '.join(RULE_SETS)}", argument="rules") from None
