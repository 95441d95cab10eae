"""What charts say of a change, in sentences short enough for a list of projects."""

from collections.abc import Sequence

from qms.golden_thread.metrics.models import MetricKind
from qms.improvement.evidence.facts import CLEAREST_FIRST, Found
from qms.improvement.evidence.verdict import SAID
from qms.kernel.formats import listed


def said_by_charts(measures: Sequence[Found]) -> str:
    """The clearest thing that the charts of these measures say, as a sentence that names them."""
    judged = [each for each in measures if each.judgement is not None]
    if not judged:
        return "Nothing can be compared yet: there are no measurements both before and since a change."
    said = next(each for each in CLEAREST_FIRST if any(found.judgement is each for found in judged))
    names = listed([each.name for each in judged if each.judgement is said])
    sentence = SAID[said]
    return f"{names}: {sentence}."


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
