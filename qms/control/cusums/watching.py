"""Brings a sequence up to date: its reading, and its signals, from its cases. Every write of a case ends here."""

from qms.control.cusums import queries
from qms.control.cusums.charting import Charts, charts_of
from qms.control.cusums.models import OutcomeCase, OutcomeReading, OutcomeSequence, OutcomeSignal, Side
from qms.kernel import audit, clock
from qms.kernel.db import db
from qms.people.queries import system_account

RAISED = audit.declare("outcome-signal.raised", "sequence_id", "side", "crossed_on")
WITHDRAWN = audit.declare("outcome-signal.withdrawn", "sequence_id", "side")


def bring_up_to_date(one: OutcomeSequence) -> list[OutcomeSignal]:
    """Store what the cases say now; returns the signals that wait for an answer. Doing it again changes nothing."""
    db.session.flush()
    signals = queries.signals_of(one)
    charts = charts_of(one, queries.cases_of(one), signals)
    _store_reading(one, charts)
    waiting = [_signal(one, side, charts, signals) for side in Side]
    db.session.flush()
    return [each for each in waiting if each is not None]


def _store_reading(one: OutcomeSequence, charts: Charts | None) -> None:
    reading = db.session.get(OutcomeReading, one.id) or OutcomeReading(sequence_id=one.id)
    reading.read_at = clock.now()
    reading.cases = len(charts.cases) if charts else 0
    reading.events = int(charts.vlad.observed) if charts else 0
    reading.expected = charts.vlad.expected if charts else 0.0
    reading.last_on = charts.cases[-1].happened_on if charts else None
    reading.worse_sum = float(charts.worse.sums[-1]) if charts else 0.0
    reading.better_sum = float(charts.better.sums[-1]) if charts else 0.0
    db.session.add(reading)


def _signal(one: OutcomeSequence, side: Side, charts: Charts | None, signals: list[OutcomeSignal]) -> OutcomeSignal | None:
    """Open, keep, move or withdraw the signal of one direction. Until a case has come after an answer there is none."""
    live = next((each for each in signals if each.side is side and each.is_live), None)
    crossing = charts.waiting(side) if charts else None
    if charts is None or crossing is None or _is_answered(charts.cases[crossing.position], side, signals):
        if live is not None:
            live.withdrawn_at = clock.now()
            audit.record(WITHDRAWN, by=system_account(), subject_id=live.id, sequence_id=one.id, side=side.value)
        return None
    case, began = charts.cases[crossing.position], charts.cases[crossing.began]
    if live is None:
        live = OutcomeSignal(sequence_id=one.id, side=side, case_id=case.id)
        live.began_on, live.crossed_on = began.happened_on, case.happened_on
        db.session.add(live)
        db.session.flush()
        said = {"side": side.value, "crossed_on": case.happened_on.isoformat()}
        audit.record(RAISED, by=system_account(), subject_id=live.id, sequence_id=one.id, **said)
    live.case_id, live.began_on, live.crossed_on = case.id, began.happened_on, case.happened_on
    return live


def _is_answered(case: OutcomeCase, side: Side, signals: list[OutcomeSignal]) -> bool:
    """Whether the crossing at this case has had its answer: no case has come since, so the chart has not begun again."""
    answered = [each for each in signals if each.side is side and each.answered_at is not None]
    return any((case.happened_on, case.id) <= (each.case.happened_on, each.case_id) for each in answered)
