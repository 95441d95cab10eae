"""The nightly proof that tile, board and chart agree."""

import datetime as dt
import logging
import math
from typing import Any

from sqlalchemy import Row, select

from qms.control.charts.refreshing import AT_ONCE, refresh_readings
from qms.golden_thread.metrics.models import Series
from qms.golden_thread.readings.models import Reading
from qms.golden_thread.readings.reasons import REDEFINED
from qms.kernel import audit
from qms.kernel.db import db
from qms.kernel.formats import count
from qms.people.queries import system_account

log = logging.getLogger(__name__)

REPAIRED = audit.declare("reading.repaired", "was", "now")
COMPARED = ("period", "value", "centre", "lower", "upper", "target", "variation", "assurance", "provisional", "points")


def recheck_readings() -> str:
    """Compute every reading anew; whatever differs from what was stored is logged, audited and repaired."""
    by = system_account()
    series_ids = list(db.session.execute(select(Series.id).order_by(Series.id)).scalars())
    repaired = 0
    for start in range(0, len(series_ids), AT_ONCE):
        some = series_ids[start : start + AT_ONCE]
        before = _stored(some)
        # The time of writing moves with every refresh; only what a reading says is compared.
        refresh_readings(some, by=by, why=REDEFINED)
        after = _stored(some)
        for series_id in some:
            was, now = before.get(series_id), after.get(series_id)
            if not _same(was, now):
                repaired += 1
                log.error("The reading of series %s said %s; a fresh analysis says %s.", series_id, was, now)
                audit.record(REPAIRED, by=by, subject_id=series_id, was=_plain(was), now=_plain(now))
    return f"{count(len(series_ids), 'series', 'series')} rechecked, {count(repaired, 'reading')} repaired."


def _stored(series_ids: list[int]) -> dict[int, Row[Any]]:
    columns = [getattr(Reading, name) for name in COMPARED]
    rows = db.session.execute(select(Reading.series_id, *columns).where(Reading.series_id.in_(series_ids)))
    return {row[0]: row for row in rows}


def _same(was: Row[Any] | None, now: Row[Any] | None) -> bool:
    if was is None or now is None:
        return was is now
    return all(_equal(a, b) for a, b in zip(was, now, strict=True))


def _equal(a: Any, b: Any) -> bool:
    # Databases may round the last binary digit of a number on its way in or out.
    if isinstance(a, float) and isinstance(b, float):
        return math.isclose(a, b, rel_tol=1e-9, abs_tol=1e-12)
    return bool(a == b)


def _plain(row: Row[Any] | None) -> dict[str, Any] | None:
    if row is None:
        return None
    return {name: value.isoformat() if isinstance(value, dt.date) else value for name, value in row._mapping.items()}
