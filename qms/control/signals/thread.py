"""What signals add to the golden thread: who answered, what waits, and what a search finds."""

from collections.abc import Sequence

from flask import url_for

from qms.control.charts.causes import done_words
from qms.control.charts.naming import title_of
from qms.control.signals import actions, queries
from qms.control.signals.wording import STATES
from qms.golden_thread.metrics.models import Series
from qms.golden_thread.objectives.breaks import may
from qms.golden_thread.readings.models import Reading, Signal, SignalState
from qms.golden_thread.readings.presenters import late_words
from qms.golden_thread.readings.queries import joined_readings
from qms.golden_thread.strands import Card, Gap
from qms.kernel import clock
from qms.kernel.db import db
from qms.kernel.formats import ago
from qms.organisation.models import Unit
from qms.people.models import Person
from qms.people.roles import Permission

MOST = 100  # of each kind


def card(signal: Signal) -> Card:
    """The chart, where the signal stands, and what was said about it; its own sentence before anything was."""
    state = STATES[signal.state]
    said = signal.sentence if signal.state is SignalState.OPEN else done_words(signal)
    return Card(
        title=f"Signal: {title_of(signal.series)}",
        url=url_for("control.signal", signal_id=signal.id),
        status=state.words,
        sentence=said,
        colour=state.colour,
    )


def acting_on(series_ids: Sequence[int]) -> dict[int, list[Card]]:
    """Signals that somebody answered and that are not closed, by series."""
    found: dict[int, list[Card]] = {}
    for signal in queries.answered_of(series_ids) if series_ids else ():
        found.setdefault(signal.series_id, []).append(card(signal))
    return found


def taken_up(signal_id: int, *, decision: str, owner: Person, by: Person) -> bool:
    """Note on the signal what was decided and who sees to it, where it is not closed and `by` may answer it."""
    signal = queries.signal(signal_id)
    if not signal.is_live or not by.can(Permission.REACT_TO_SIGNALS, signal.series.unit):
        return False
    actions.act(signal, decision=decision, owner=owner, by=by)
    return True


def by_ids(ids: Sequence[int]) -> dict[int, Card]:
    """Signals by their ids."""
    return {each.id: card(each) for each in queries.signals_by_ids(ids)}


def search(words: str, limit: int) -> list[Card]:
    """Signals whose sentence, metric or unit has the words."""
    return [card(each) for each in queries.signals_saying(words, limit)] if words.strip() else []


def gaps(top: Unit) -> list[Gap]:
    """Signals that wait for more than a fortnight, and charts whose data are late. The thread itself names concerns that
    nobody acts on and metrics that were never measured."""
    return [
        *(_waiting(each) for each in queries.waiting_long(top, MOST)),
        *(_late(each) for each in _late_readings(top)),
    ]


def _waiting(signal: Signal) -> Gap:
    age = ago(clock.day_of(signal.created_at), clock.today())
    where = url_for("control.signal", signal_id=signal.id)
    return Gap(
        kind="Signal without an answer",
        sentence=f"{title_of(signal.series)}: opened {age}. {signal.sentence}",
        url=where,
        remedy="React to it",
        remedy_url=f"{where}#answers" if may(Permission.REACT_TO_SIGNALS, signal.series.unit) else "",
    )


def _late_readings(top: Unit) -> list[Reading]:
    """Own charts at or below the unit whose next figures should have come, longest overdue first."""
    statement = joined_readings().where(
        Unit.path.startswith(top.path, autoescape=True),
        Reading.next_due < clock.today(),
        Series.rolled_up.is_(False),
        Series.stratum == "",
    )
    return list(db.session.execute(statement.order_by(Reading.next_due, Series.id).limit(MOST)).scalars())


def _late(reading: Reading) -> Gap:
    series = reading.series
    enter = url_for("control.enter", unit_id=series.unit_id)
    return Gap(
        kind="Late data",
        sentence=f"{title_of(series)}: the next figures are {late_words(reading)}.",
        url=url_for("control.chart", series_id=series.id),
        remedy="Add data",
        remedy_url=enter if may(Permission.ENTER_MEASUREMENTS, series.unit) else "",
    )
