"""Rule sets are data: where NHS tools disagree, the difference is a field here and not a fork of the code."""

from dataclasses import dataclass, replace
from typing import Any

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
    """Which rules make a special cause. A length counts points; None means that there is no such rule.

    name: what files and settings say. title: what people read.
    shift_length: points on one side of the centre. trend_length: points rising or falling.
    two_of_three, four_of_five: so many neighbours beyond two, or one, standard deviations on the same side.
    neighbours_on_one_side: the third (or fifth) of them must be on that side too; otherwise it may be anywhere.
    beyond_limits_count: points outside the limits count towards two of three and four of five.
    alternating_length: points that rise and fall in turn. hugging_length: points within one standard deviation.
    avoiding_length: points of which none is within one standard deviation, with some on either side.
    improvement_wins: a point that signals both ways is an improvement, whatever the precedence of its rules.
    anhoej_runs: the points of a run longer than Anhøj's limit are a shift, in place of a fixed length.
    runs_method: how the limits of the runs analysis are found: "anhoej", "bestbox" or "cutbox".
    screen_moving_ranges: False switches screening off whatever the caller asks.
    ip_ranges_of_all: an I′ chart measures its variation by all points of a phase, as qicharts2 does, also by those that are
    excluded or come after a freeze; otherwise only by those that limits are made from.
    """

    name: str
    title: str = ""
    shift_length: int | None = 7
    trend_length: int | None = 7
    two_of_three: bool = True
    four_of_five: bool = False
    neighbours_on_one_side: bool = True
    beyond_limits_count: bool = False
    alternating_length: int | None = None
    hugging_length: int | None = None
    avoiding_length: int | None = None
    improvement_wins: bool = False
    anhoej_runs: bool = False
    runs_method: str = "anhoej"
    screen_moving_ranges: bool = True
    ip_ranges_of_all: bool = False
    xmr_method: XmrMethod = MAKING_DATA_COUNT_XMR

    def __post_init__(self) -> None:
        for field, fewest in FEWEST.items():
            length = getattr(self, field)
            if length is not None and length < fewest:
                problem = f"{field} is {length}: a rule needs {fewest} or more points, or None for no rule"
                raise SeriesError(problem, argument="rules")
        if self.runs_method not in RUNS_METHODS:
            problem = f"there is no runs_method {self.runs_method!r}. Use one of: {', '.join(RUNS_METHODS)}"
            raise SeriesError(problem, argument="rules")


FEWEST = {"shift_length": 2, "trend_length": 2, "alternating_length": 3, "hugging_length": 2, "avoiding_length": 2}
RUNS_METHODS = ("anhoej", "bestbox", "cutbox")

MAKING_DATA_COUNT = RuleSet("making-data-count", "Making Data Count")
"""NHS England, Making Data Count."""

ANHOEJ = RuleSet(
    "anhoej",
    "Anhøj",
    shift_length=None,
    trend_length=None,
    two_of_three=False,
    anhoej_runs=True,
    ip_ranges_of_all=True,
    xmr_method=INDIVIDUALS,
)
"""Anhøj J, Olesen AV (2014), PLoS ONE 9(11): e113825: runs too long for chance; limits judge single points."""

WESTERN_ELECTRIC = RuleSet(
    "western-electric",
    "Western Electric",
    shift_length=8,
    trend_length=None,
    four_of_five=True,
    neighbours_on_one_side=False,
    beyond_limits_count=True,
)
"""Western Electric Company (1956), Statistical Quality Control Handbook: its four tests for instability."""

NELSON = replace(
    WESTERN_ELECTRIC,
    name="nelson",
    title="Nelson",
    shift_length=9,
    trend_length=6,
    alternating_length=14,
    hugging_length=15,
    avoiding_length=8,
)
"""Nelson LS (1984), The Shewhart control chart: tests for special causes, Journal of Quality Technology 16(4): 237–239."""


def _variant(of: RuleSet, name: str, title: str, **fields: Any) -> RuleSet:
    return replace(of, name=f"{of.name}-{name}", title=f"{of.title}, {title}", **fields)


RULE_SETS: dict[str, RuleSet] = {
    rule_set.name: rule_set
    for rule_set in (
        MAKING_DATA_COUNT,
        ANHOEJ,
        WESTERN_ELECTRIC,
        NELSON,
        _variant(MAKING_DATA_COUNT, "trend-6", "trend of 6 points", trend_length=6),
        _variant(MAKING_DATA_COUNT, "shift-8", "shift of 8 points", shift_length=8),
        _variant(MAKING_DATA_COUNT, "unscreened", "moving ranges not screened", screen_moving_ranges=False),
        _variant(
            MAKING_DATA_COUNT, "beyond-limits", "points outside the limits count in two of three", beyond_limits_count=True
        ),
        _variant(MAKING_DATA_COUNT, "improvement-wins", "improvement wins", improvement_wins=True),
        _variant(ANHOEJ, "bestbox", "best box", runs_method="bestbox"),
        _variant(ANHOEJ, "cutbox", "cut box", runs_method="cutbox"),
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
