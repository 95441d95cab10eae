"""A chart chosen by answering in plain words, before anything has been measured."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from qms.golden_thread.metrics.chart_words import CHART_NAMES
from qms.golden_thread.metrics.definitions import CHARTS_FOR, EVERY, cadence_objection
from qms.golden_thread.metrics.models import Cadence, DataKind

# The buttons that fill the form in, and the list that one of them goes by. Such a form is shown again and stores nothing.
BUTTON, ANSWER, ANSWERED = "use_chart", "answer", "use_answer"


@dataclass(frozen=True)
class Answer:
    """What somebody would say of their numbers, and the chart that follows; the kind of number where only one fits."""

    words: str
    chart: str

    @property
    def name(self) -> str:
        """What the chart is called."""
        return CHART_NAMES[self.chart]

    @property
    def data_kind(self) -> DataKind | None:
        """The kind of number that goes with the chart; None where it takes several."""
        kinds = CHARTS_FOR[self.chart]
        return next(iter(kinds)) if len(kinds) == 1 else None


ANSWERS = (
    Answer("A percentage of some hundred patients or fewer each time", "p"),
    Answer("A percentage of thousands each time, such as all attendances of a month", "pp"),
    Answer("Events for so much exposure, such as falls per 1,000 bed days", "u"),
    Answer("The same, with so much exposure that a u chart would make every point special", "up"),
    Answer("A count, where about as many patients are at risk each time", "c"),
    Answer("An average, and we also know how many were averaged and their standard deviation", "xbar"),
    Answer("Something so rare that most months have none: we know the days on which it happened", "t"),
    Answer("Something so rare that most months have none: we know how many patients went well in between", "g"),
    Answer("Fewer than ten points so far", "run"),
    Answer("None of these, or not sure", "xmr"),
)


def asked_chart(sent: Mapping[str, str]) -> str:
    """The chart that a button or an address asks for; "" for none."""
    word = sent.get(ANSWER, "") if ANSWERED in sent else sent.get(BUTTON, "")
    return word if word in CHARTS_FOR else ""


def filled_in(chart: str, data_kind: DataKind | None, cadence: Cadence | None) -> dict[str, Any]:
    """What the form's fields become with this chart: the kind of number and how often follow where they must."""
    kinds = CHARTS_FOR[chart]
    values: dict[str, Any] = {"chart": chart}
    if kinds != EVERY and data_kind not in kinds:
        data_kind = values["data_kind"] = next(kind for kind in DataKind if kind in kinds)
    if data_kind is DataKind.BETWEEN:
        values["cadence"] = Cadence.EVENT
    elif data_kind and cadence and cadence_objection(cadence, data_kind):
        values["cadence"] = Cadence.MONTHLY
    return values
