"""Signals as lists and pages lay them out: the sentence, where it stands, what this reader may do."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from flask import url_for
from markupsafe import Markup

from qms.control.charts.analysis import chart_of
from qms.control.charts.causes import RULES, done_words
from qms.control.charts.naming import title_of
from qms.control.charts.presenters import crumbs_of
from qms.control.signals.wording import KINDS, STATES, Questions, StateWords, kind_of, questions_for
from qms.control.wards.small_chart import small_chart
from qms.golden_thread.metrics.models import MetricState
from qms.golden_thread.objectives.thread_strip import Strip, strip_of_series
from qms.golden_thread.readings.models import Signal, SignalState, SignalStep
from qms.golden_thread.readings.presenters import Tile, period_words, tile
from qms.golden_thread.readings.queries import readings_of
from qms.golden_thread.strands import Card, all_strands
from qms.kernel import clock
from qms.kernel.formats import ago, count, listed
from qms.people.models import Person
from qms.people.roles import Permission

WIDE, NARROW = (720, 260), (350, 220)


@dataclass(frozen=True)
class Line:
    """A signal in a list. `done` says what has been done about it."""

    signal: Signal
    title: str
    url: str
    chart_url: str
    kind: str
    kind_words: str
    state: StateWords
    age: str
    done: str
    may_react: bool
    proposed: bool


@dataclass(frozen=True)
class Step:
    """One step of a signal's history."""

    words: str
    note: str
    by: str
    at: Any


@dataclass(frozen=True)
class SignalPage:
    """A signal's own page."""

    line: Line
    heading: str
    when: str
    rule: str
    crumbs: list[tuple[str, str]]
    strip: Strip
    pictures: tuple[Markup, Markup] | None  # for a wide and for a narrow window
    tile: Tile | None
    steps: list[Step]
    acting: list[Card]
    questions: Questions
    may_start: bool
    closed_for_good: bool


def line_of(signal: Signal, reader: Person) -> Line:
    """The signal as this reader sees it in a list."""
    series = signal.series
    kind = kind_of(signal)
    return Line(
        signal=signal,
        title=title_of(series),
        url=url_for("control.signal", signal_id=signal.id),
        chart_url=url_for("control.chart", series_id=series.id),
        kind=kind,
        kind_words=KINDS[kind],
        state=STATES[signal.state],
        age=ago(clock.day_of(signal.created_at), clock.today()),
        done=done_words(signal) if signal.state is not SignalState.OPEN else "",
        may_react=reader.can(Permission.REACT_TO_SIGNALS, series.unit),
        proposed=series.metric.state is MetricState.PROPOSED,
    )


def lines_of(signals: Iterable[Signal], reader: Person) -> list[Line]:
    """The signals as this reader sees them."""
    return [line_of(each, reader) for each in signals]


def list_sentence(counts: dict[str, int], what: str) -> str:
    """'7 signals wait for an answer: 5 concerns and 2 improvements.' `what` continues the words "7 signals"."""
    total = sum(counts.values())
    if not total:
        return "No signal matches."
    plurals = {"concern": "concern", "neutral": "change", "improvement": "improvement"}
    said = [count(counts[kind], word) for kind, word in plurals.items() if counts.get(kind)]
    return f"{count(total, 'signal')}{f' {what}' if what else ''}: {listed(said)}."


def signal_page(signal: Signal, reader: Person) -> SignalPage:
    """The signal with its chart, its history, and who acts on it."""
    series = signal.series
    chart = chart_of(series)
    reading = readings_of([series.id]).get(series.id)
    first, last = period_words(signal.first_period, series.metric), period_words(signal.last_period, series.metric)
    return SignalPage(
        line=line_of(signal, reader),
        heading=f"Signal: {title_of(series)}",
        when=first if first == last else f"{first} to {last}",
        rule=RULES.get(signal.rule, "A special cause"),
        crumbs=crumbs_of(series),
        strip=strip_of_series(series),
        pictures=(small_chart(chart, series, size=WIDE), small_chart(chart, series, size=NARROW)) if chart else None,
        tile=tile(reading) if reading else None,
        steps=steps_of(signal.steps),
        acting=_acting_on(signal),
        questions=questions_for(signal),
        may_start=reader.can(Permission.RUN_PROJECTS, series.unit),
        closed_for_good=not signal.is_live and signal.vanished,
    )


def steps_of(steps: Sequence[SignalStep]) -> list[Step]:
    """The history, newest first. An opening after the first step is an opening again."""
    first = steps[0] if steps else None
    return [
        Step(
            "Opened again" if each.state is SignalState.OPEN and each is not first else STATES[each.state].step,
            each.note,
            each.by.name,
            each.at,
        )
        for each in reversed(steps)
    ]


def _acting_on(signal: Signal) -> list[Card]:
    """What the other rooms began to answer this signal, even where that has ended, and what they do about the chart."""
    series_id = signal.series_id
    others = [each for each in all_strands() if each.noun != "signal"]
    begun = [card for each in others for card in each.answers([signal.id]).get(signal.id, [])]
    acting = [card for each in others for card in each.acting_on([series_id]).get(series_id, [])]
    return list({card.url: card for card in (*begun, *acting)}.values())
