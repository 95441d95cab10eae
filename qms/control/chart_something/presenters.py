"""What a pasted chart says, for its page."""

from dataclasses import dataclass

from qms.control.chart_something.charting import Charted
from qms.control.chart_something.layout import READ_AS
from qms.control.charts.causes import Cause, causes_of
from qms.control.charts.drawings import Drawing, Subject, drawing_of
from qms.control.charts.explaining import Explanation, explanation_of
from qms.control.charts.naming import last_value, sentence
from qms.control.charts.table import Row, rows_of
from qms.golden_thread.metrics.chart_words import CHART_NAMES, with_article, without_name
from qms.organisation import queries as organisation
from qms.organisation.models import Unit
from qms.people.models import Person
from qms.people.roles import Permission
from qms.spc import CautionKind, cautions

ROWS = 60
"""Rows of the table on the page; all are in the CSV file."""


@dataclass(frozen=True)
class Result:
    """The chart in words, picture and table."""

    title: str
    sentence: str
    last: str
    variation: str
    assurance: str | None
    provisional: bool
    kind: str
    drawing: Drawing
    about: Explanation
    causes: list[Cause]
    rows: list[Row]
    more: int  # rows that the table leaves out
    counted: bool
    read_as: str
    advice: list[str]
    cautions: list[str]


def result_of(charted: Charted) -> Result:
    """The chart ready for its page."""
    chart, metric = charted.chart, charted.metric
    rows = rows_of(chart, metric)
    return Result(
        title=charted.title,
        sentence=sentence(chart, metric),
        last=last_value(chart, metric),
        variation=chart.variation.value,
        assurance=chart.assurance and chart.assurance.value,
        provisional=chart.provisional,
        kind=chart.kind.value,
        drawing=drawing_of(subject_of(charted), id_prefix="pasted"),
        about=explanation_of(chart),
        causes=causes_of(chart, metric, []),
        rows=rows[:ROWS],
        more=len(rows) - len(rows[:ROWS]),
        counted=metric.has_denominator,
        read_as=READ_AS[charted.pasted.shape],
        advice=_advice(charted),
        cautions=_cautions(charted),
    )


def _advice(charted: Charted) -> list[str]:
    """Which chart this is and why, or which we would draw; and what else would serve."""
    advice = charted.advice
    if advice is None or (not charted.chosen and advice.chart == charted.metric.chart):
        return []
    if (charted.metric.chart, advice.chart) == ("g", "t"):
        return []  # whoever asks for a g chart says that cases were counted, which a column of numbers does not tell
    name, reason = with_article(CHART_NAMES[advice.chart]), without_name(advice.reason)
    if not charted.chosen:
        return [f"We would draw {name}. {reason}"]
    return [f"This is {name}. {reason}"] + [f"{each.reason}." for each in advice.alternatives]


def _cautions(charted: Charted) -> list[str]:
    """What weakens the verdict; too few points the verdict says by itself."""
    return [each.sentence for each in cautions(charted.chart) if each.kind is not CautionKind.FEW_POINTS]


def subject_of(charted: Charted) -> Subject:
    """What the drawings draw."""
    return Subject(charted.chart, charted.metric, charted.title)


def units_to_keep_for(person: Person) -> list[Unit]:
    """The units for which the person may both define a metric and enter its measurements, in the order of the tree."""
    tops = person.units_where(Permission.DEFINE_METRICS)
    units = {each.id: each for top in tops for each in organisation.within(top)}
    return [each for each in units.values() if person.can(Permission.ENTER_MEASUREMENTS, each)]
