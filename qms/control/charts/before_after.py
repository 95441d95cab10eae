"""A chart as it is and as a decision would make it, side by side, with what would change in words."""

from dataclasses import dataclass

from qms.control.charts.drawings import Drawing, Subject, drawing_of
from qms.control.charts.flags import as_annotations
from qms.control.charts.naming import sentence, verdict_mark
from qms.control.charts.presenters import Loaded
from qms.control.charts.preview import periods_of
from qms.golden_thread.metrics.models import Metric
from qms.golden_thread.readings.presenters import period_words
from qms.kernel.formats import count
from qms.spc import ControlChart
from qms.spc.verdicts import PROVISIONAL_BELOW

MANY_EXCLUDED = 0.1


@dataclass(frozen=True)
class Side:
    """One of the two charts: its sentence, its verdicts and its drawing."""

    name: str
    sentence: str
    variation: str
    assurance: str | None
    drawing: Drawing


@dataclass(frozen=True)
class BeforeAfter:
    """Both charts, what is chosen in words, and what to think about before storing."""

    when: str
    sides: tuple[Side, Side]
    warnings: list[str]


def compared(loaded: Loaded, now: ControlChart, then: ControlChart, when: str) -> BeforeAfter:
    """The chart `now` and `then`, as a decision would make it; `when` is what is chosen, in words."""
    metric = loaded.series.metric
    sides = (_side("As it is now", now, loaded, "now"), _side("As it would be", then, loaded, "then"))
    return BeforeAfter(when, sides, _warnings(now, then, metric))


def _side(name: str, chart: ControlChart, loaded: Loaded, prefix: str) -> Side:
    metric = loaded.series.metric
    subject = Subject(chart, metric, f"{loaded.title}: {name.lower()}", as_annotations(loaded.flags))
    return Side(
        name=name,
        sentence=sentence(chart, metric),
        variation=verdict_mark(chart),
        assurance=chart.assurance and chart.assurance.value,
        drawing=drawing_of(subject, id_prefix=prefix),
    )


def _warnings(now: ControlChart, then: ControlChart, metric: Metric) -> list[str]:
    known = {(phase.start, phase.points) for phase in now.phases}
    periods = periods_of(then)
    said = [
        f"The limits from {period_words(periods[phase.start], metric)} would rest on {count(phase.points, 'point')}. "
        f"They stay provisional until there are {PROVISIONAL_BELOW}."
        for phase in then.phases
        if (phase.start, phase.points) not in known and phase.points < PROVISIONAL_BELOW
    ]
    if (flags := then.analysis.panel.baseline) is not None and flags.sum() < PROVISIONAL_BELOW:
        said.append(
            f"The limits would rest on {count(int(flags.sum()), 'point')}. {PROVISIONAL_BELOW} or more make them firm."
        )
    out = sum(then.excluded)
    if out > sum(now.excluded) and out > MANY_EXCLUDED * len(periods):
        said.append(f"{count(out, 'point')} of {len(periods):,} would be left out. Limits should show all that is usual.")
    return said
