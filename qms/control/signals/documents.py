"""What signals were explained by, as the library's texts: so that the next ward with such a chart can look it up."""

from collections.abc import Collection

from sqlalchemy import select
from sqlalchemy.orm import aliased, joinedload, lazyload

from qms.control.charts.naming import title_of
from qms.golden_thread.documents import Document, body_of
from qms.golden_thread.metrics.models import Series
from qms.golden_thread.readings.models import Signal
from qms.kernel.db import db

CAUSE = "cause"


def documents(signal_ids: Collection[int]) -> dict[int, list[Document]]:
    """A text for each of these signals whose cause somebody wrote down, whatever became of the signal. One query.

    One change often breaks several rules, and the same words answer all its signals: they are told of once."""
    first = aliased(Signal)
    told_already = select(first.id).where(
        first.series_id == Signal.series_id, first.cause == Signal.cause, first.id < Signal.id
    )
    statement = (
        select(Signal)
        .where(Signal.id.in_(signal_ids), Signal.cause != "", ~told_already.exists())
        .options(lazyload(Signal.owner), joinedload(Signal.series).joinedload(Series.metric))
    )
    return {each.id: [_cause(each)] for each in db.session.execute(statement).unique().scalars()}


def document_ids() -> list[int]:
    """Every signal with a written cause. One query."""
    return list(db.session.execute(select(Signal.id).where(Signal.cause != "").order_by(Signal.id)).scalars())


def told_by(record: object) -> int | None:
    """The signal itself, once its cause is written."""
    return record.id if isinstance(record, Signal) and record.cause else None


def _cause(signal: Signal) -> Document:
    decided = f"Decided: {signal.decision}" if signal.decision else ""
    return Document(
        kind=CAUSE,
        id=signal.id,
        title=title_of(signal.series),
        body=body_of(signal.cause, decided, signal.sentence, signal.closed_reason),
        unit_id=signal.series.unit_id,
        on=signal.first_period,
        state=signal.type.split("-")[0],
        result=f"{signal.cause} {decided}".strip(),
    )
