"""The special causes of a chart in sentences, each with what has been done about it."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask import url_for
from markupsafe import Markup

from qms.golden_thread.drawing import mark_of, mark_words
from qms.golden_thread.metrics.models import Metric
from qms.golden_thread.readings.matching import KnownSignal, Run, match, runs_of
from qms.golden_thread.readings.models import Signal, SignalState
from qms.golden_thread.readings.presenters import period_words
from qms.golden_thread.readings.saying import wording_of
from qms.golden_thread.templating import variation_icon
from qms.spc import ControlChart
from qms.spc.explain import describe

RULES = {
    "outside-limits": "A point outside the limits",
    "trend": "A trend: a steady rise or fall",
    "two-of-three": "Two of three points close to a limit",
    "shift": "A shift: a long run on one side of the average",
    "four-of-five": "Four of five points well away from the average, on one side",
    "alternating": "Points that rise and fall in turn",
    "hugging": "Too many points in a row close to the average",
    "avoiding": "Too many points in a row far from the average, on both sides",
}
DONE = {
    SignalState.OPEN: "Nobody has answered it yet.",
    SignalState.ACKNOWLEDGED: "Seen{by}. Its cause is still to be found.",
    SignalState.EXPLAINED: "Explained{by}: {words}",
    SignalState.ACTED: "Acted on{by}: {words}",
    SignalState.CLOSED: "Closed: {words}",
}


@dataclass(frozen=True)
class Cause:
    """One run of special cause: the sentence, the rule and its periods; what was done about it where it is a signal."""

    sentence: str
    rule: str
    when: str
    kind: str  # "concern", "improvement" or "neutral"
    words: str
    icon: Markup
    current: bool
    done: str = ""
    url: str = ""
    needs_somebody: bool = False


def causes_of(chart: ControlChart, metric: Metric, signals: Sequence[Signal]) -> list[Cause]:
    """The chart's special causes, newest first, each with the signal that it is, if it is one."""
    by_id = {each.id: each for each in signals}
    known = [KnownSignal(*(getattr(each, name) for name in KnownSignal._fields)) for each in signals]
    paired = match(runs_of(chart), known)
    return [_cause(chart, metric, run, by_id[found.id] if found else None) for run, found in reversed(paired)]


def done_words(signal: Signal) -> str:
    """What has been done about a signal, in a sentence."""
    words = {
        SignalState.EXPLAINED: signal.cause,
        SignalState.ACTED: signal.decision,
        SignalState.CLOSED: signal.closed_reason or "nothing more to do.",
    }.get(signal.state, "")
    by = f" by {signal.owner.name}" if signal.owner else ""
    return DONE[signal.state].format(by=by, words=words)


def _cause(chart: ControlChart, metric: Metric, run: Run, signal: Signal | None) -> Cause:
    found = run.found
    shown = mark_of(found.type.value, found.rule.value)
    first, last = period_words(run.first, metric), period_words(run.last, metric)
    return Cause(
        sentence=describe(chart, found, wording_of(chart, metric)),
        rule=RULES[found.rule.value],
        when=first if first == last else f"{first} to {last}",
        kind=found.type.value.partition("-")[0],
        words=mark_words(shown),
        icon=variation_icon(shown),
        current=found.current,
        done=done_words(signal) if signal else "",
        url=url_for("control.signal", signal_id=signal.id) if signal else "",
        needs_somebody=bool(signal and signal.needs_somebody),
    )
