"""What charts say of a change, in sentences short enough for a list of projects."""

from collections.abc import Sequence

from qms.golden_thread.metrics.models import MetricKind
from qms.improvement.evidence.facts import CLEAREST_FIRST, Facts, Found
from qms.kernel.formats import listed
from qms.spc import Judgement

SAID = {
    Judgement.CONCERN: "the chart shows a real change for the worse",
    Judgement.IMPROVEMENT: "the chart shows a real improvement",
    Judgement.FADED: "what the chart showed did not last: the latest points are back within what chance explains",
    Judgement.BEGAN_BEFORE: "the chart changed clearly before the change was made",
    Judgement.CHANGE: "the chart shows a change, and nobody has said which way is better",
    Judgement.SPREAD: "the level is the same, only the variation differs",
    Judgement.CHANCE: "the chart shows common cause: the difference may be chance",
    Judgement.TARGET: "the chart shows common cause: only the target has changed",
    Judgement.TOO_EARLY: "it is too early to tell from the chart",
}

VERDICTS = {
    Judgement.CONCERN: "Worse",
    Judgement.IMPROVEMENT: "Real improvement",
    Judgement.FADED: "Faded",
    Judgement.BEGAN_BEFORE: "Changed before",
    Judgement.CHANGE: "Changed",
    Judgement.SPREAD: "Varies differently",
    Judgement.CHANCE: "Common cause",
    Judgement.TARGET: "Common cause",
    Judgement.TOO_EARLY: "Too early",
}
"""The same in a word or two, for a column."""


def said_by_charts(measures: Sequence[Found]) -> str:
    """The clearest thing that the charts of these measures say, as a sentence that names them."""
    judged = [each for each in measures if each.judgement is not None]
    if not judged:
        return "Nothing can be compared yet: there are no measurements both before and since a change."
    said = next(each for each in CLEAREST_FIRST if any(found.judgement is each for found in judged))
    names = listed([each.name for each in judged if each.judgement is said])
    sentence = SAID[said]
    return f"{names}: {sentence}."


def verdict_words(facts: Facts) -> str:
    """'Real improvement', 'Common cause' …; empty where nothing can be compared."""
    return VERDICTS[facts.verdict] if facts.verdict else ""


def balancing_sentence(measures: Sequence[Found]) -> str:
    """A warning where something that must not get worse does; empty where all is well."""
    balancing = [each for each in measures if each.kind is MetricKind.BALANCING]
    worse = [each.name for each in balancing if each.worse]
    concern = [each.name for each in balancing if each.gives_concern and not each.worse]
    parts = []
    if worse:
        parts.append(f"{listed(worse)}, which must not get worse, {_has(worse)} got worse since the change.")
    if concern:
        parts.append(f"{listed(concern)}, which must not get worse, {_gives(concern)} concern now.")
    return " ".join(parts)


def _has(names: Sequence[str]) -> str:
    return "has" if len(names) == 1 else "have"


def _gives(names: Sequence[str]) -> str:
    return "gives" if len(names) == 1 else "give"
