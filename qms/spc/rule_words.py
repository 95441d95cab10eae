"""What a rule set looks for, in words: the same sentences on pages, in documents and on the command line."""

from collections.abc import Iterator

from qms.spc.enums import ChartKind
from qms.spc.rule_sets import RuleSet

_CENTRES = {ChartKind.RUN: "median", ChartKind.G: "median", ChartKind.T: "centre line"}


def rule_sentences(rules: RuleSet, kind: "ChartKind | str") -> list[str]:
    """A sentence for each pattern that makes a special cause on a chart of this kind, in order of precedence."""
    kind = ChartKind(kind)
    if not kind.independent:
        beyond = (
            "The sum on either side is beyond its limit." if kind is ChartKind.CUSUM else "A point is outside the limits."
        )
        return [beyond]
    centre = _CENTRES.get(kind, "average")
    return list(_of_order(rules, centre) if kind is ChartKind.RUN else _of_limits(rules, centre))


def _of_limits(rules: RuleSet, centre: str) -> Iterator[str]:
    """The sentences of a chart with limits."""
    yield "A point is outside the limits."
    yield from _trend(rules)
    if rules.two_of_three:
        yield f"2 of 3 points in a row are {_beyond('two thirds', centre, rules)}{_the_others('third', rules)}."
    yield from _shift(rules, centre)
    if rules.four_of_five:
        yield f"4 of 5 points in a row are {_beyond('one third', centre, rules)}{_the_others('fifth', rules)}."
    yield from _alternating(rules)
    within = f"one third of the way from the {centre} to either limit"
    if rules.hugging_length:
        yield f"{rules.hugging_length} or more points in a row are all within {within}."
    if rules.avoiding_length:
        yield f"{rules.avoiding_length} or more points in a row, on both sides, are all beyond {within}."


def _of_order(rules: RuleSet, centre: str) -> Iterator[str]:
    """The sentences that need no limits."""
    yield from _trend(rules)
    yield from _shift(rules, centre)
    yield from _alternating(rules)


def _trend(rules: RuleSet) -> Iterator[str]:
    if rules.trend_length:
        yield f"{rules.trend_length} or more points in a row all rise, or all fall."


def _shift(rules: RuleSet, centre: str) -> Iterator[str]:
    if rules.shift_length:
        yield f"{rules.shift_length} or more points in a row are on one side of the {centre}."
    if rules.anhoej_runs:
        yield f"More points in a row are on one side of the {centre} than chance explains for so many points."
        yield f"The line crosses the {centre} less often than chance explains for so many points."


def _alternating(rules: RuleSet) -> Iterator[str]:
    if rules.alternating_length:
        yield f"{rules.alternating_length} or more points in a row rise and fall in turn."


def _beyond(share: str, centre: str, rules: RuleSet) -> str:
    inside = "" if rules.beyond_limits_count else " but not outside it"
    return f"more than {share} of the way from the {centre} to the same limit{inside}"


def _the_others(which: str, rules: RuleSet) -> str:
    return f", and the {which} is on that side too" if rules.neighbours_on_one_side else ""
