"""What the demonstration's teams said about signals and charts: every state, notes, limits drawn anew, a point left out."""

import datetime as dt
from collections.abc import Callable, Sequence

from sqlalchemy import select

from qms.control.charts.actions import annotate, exclude_point, recalculate_limits
from qms.control.signals.actions import acknowledge, act, close, explain
from qms.demo.patterns import month_before
from qms.demo.trust import Trust
from qms.golden_thread.readings.models import Signal, SignalState
from qms.kernel import clock
from qms.kernel.db import db
from qms.people.models import Person

Answer = Callable[[Signal, Person], object]

# Who answers for a unit's signals, by its code; the chief nurse for all others.
WHO_ANSWERS = {
    "D1A-KIN": "ward", "D1A-HER": "heron", "D1A-SWA": "swallow", "D1A-ED": "emergency", "D1A-OAK": "oak", "D1A-ELM": "elm",
    "D1A-CCU": "critical", "D2F-WIL": "willow", "D1A-MED": "medicine", "D1A-SUR": "surgery", "D2F-COM": "services",
}  # fmt: skip


def curate_charts(trust: Trust) -> None:
    """Notes, one recalculation of limits and one exclusion, each with its reason."""
    annotate(
        trust.series("falls", "D1A-KIN"),
        period=month_before(trust.today, 12),
        text="Falls bundle on the whole ward",
        by=trust.people["ward"],
    )
    recalculate_limits(
        trust.series("falls", "D1A-HER"),
        period=month_before(trust.today, 9),
        by=trust.people["heron"],
        reason="The falls bundle has been on the whole ward since then, and the chart shows a sustained shift.",
    )
    annotate(
        trust.series("four-hour", "D1A-ED"),
        period=month_before(trust.today, 20),
        text="Same-day emergency care opened",
        by=trust.people["emergency"],
    )
    exclude_point(
        trust.series("day-case", "D1A-ELM"),
        period=month_before(trust.today, 17),
        by=trust.people["elm"],
        reason="The day unit was closed for two weeks after a flood; the process was not the usual one.",
    )


# (metric, unit, who, how they answered); signals that are not named stay open.
ANSWERS: tuple[tuple[str, str, str, Answer], ...] = (
    ("hand-hygiene", "D1A-ELM", "elm", lambda signal, by: act(
        signal, decision="Six dispensers moved to the foot of the beds; observe weekly.", owner=by, by=by,
    )),
    ("staffing-gaps", "D1A-HER", "heron", lambda signal, by: acknowledge(signal, by=by)),
    ("length-of-stay", "D1A-OAK", "oak", lambda signal, by: explain(
        signal, cause="The Saturday trauma list: people are up two days sooner.", by=by,
    )),
    ("falls-risk-assessment", "D1A-KIN", "ward", lambda signal, by: explain(
        signal, cause="The assessment moved into the handover.", by=by,
    )),
    ("sepsis-antibiotics", "D1A-ED", "emergency", lambda signal, by: close(
        signal, reason="The grab bag is the usual way of working now.", by=by,
    )),
)  # fmt: skip


def answer_signals(trust: Trust) -> None:
    """Leave some signals open, and take others as far as their teams have."""
    for metric, unit_code, who, answer in ANSWERS:
        for signal in _open_signals():
            if signal.series.metric.key == metric and signal.series.unit.ods_code == unit_code:
                answer(signal, trust.people[who])


def acknowledge_older(trust: Trust) -> None:
    """Long-standing good news has been seen by whoever answers for it; only what is recent or gives concern waits."""
    older = select(Signal).where(
        Signal.state == SignalState.OPEN,
        Signal.type.startswith("improvement"),
        Signal.created_at < clock.now() - dt.timedelta(days=14),
    )
    for signal in db.session.execute(older.order_by(Signal.id)).scalars().all():
        acknowledge(signal, by=trust.people[WHO_ANSWERS.get(signal.series.unit.ods_code or "", "nurse")])


def _open_signals() -> Sequence[Signal]:
    statement = select(Signal).join(Signal.series).where(Signal.state == SignalState.OPEN)
    return db.session.execute(statement.order_by(Signal.id)).scalars().all()
