"""The plain words for what has been done about a signal."""

from typing import NamedTuple

from qms.golden_thread.readings.models import Signal, SignalState


class StateWords(NamedTuple):
    """A state as a tag, and as a step of the history."""

    words: str
    colour: str
    step: str


STATES = {
    SignalState.OPEN: StateWords("Needs somebody", "orange", "Opened"),
    SignalState.ACKNOWLEDGED: StateWords("Being looked into", "yellow", "Seen"),
    SignalState.EXPLAINED: StateWords("Explained", "blue", "Explained"),
    SignalState.ACTED: StateWords("Acted on", "aqua-green", "Decided"),
    SignalState.CLOSED: StateWords("Closed", "grey", "Closed"),
}

KINDS = {"concern": "Concern", "improvement": "Improvement", "neutral": "Change"}


class Questions(NamedTuple):
    """What the page asks about a signal: good news is asked other things than bad news."""

    lead: str
    cause: str
    cause_hint: str
    decision: str
    decision_hint: str


BAD_NEWS = Questions(
    "Something has changed for the worse. Find out what, and decide what to do.",
    "What caused it?",
    "For example: two bank staff new to the ward, and the new falls alarm was off. A guess is welcome; say that it is one.",
    "What did you decide?",
    "For example: charge the alarms at every handover, from Monday.",
)
GOOD_NEWS = Questions(
    "Something has changed for the better. What did you do? Keep it.",
    "What did you do?",
    "For example: hourly rounds at night since March. If nobody knows, say so and ask the team.",
    "How will you keep it?",
    "For example: the rounds are now part of the night routine, and new staff are shown them.",
)
NO_NEWS = Questions(
    "Something has changed. Neither way is better by itself; find out what it means.",
    "What changed?",
    "For example: the ward took six surgical beds in May.",
    "What did you decide?",
    "For example: recalculate the limits from May on.",
)


def kind_of(signal: Signal) -> str:
    """'concern', 'improvement' or 'neutral'."""
    return signal.type.partition("-")[0]


def questions_for(signal: Signal) -> Questions:
    """The questions that fit the news."""
    return {"concern": BAD_NEWS, "improvement": GOOD_NEWS}.get(kind_of(signal), NO_NEWS)
