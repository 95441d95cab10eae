"""Signals opened, carried on, closed and opened again as their charts are computed anew; a few statements however many."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain
from typing import Any

from sqlalchemy import bindparam, insert, select, update

from qms.golden_thread.metrics.models import Metric, MetricState
from qms.golden_thread.readings.matching import KnownSignal, Run, match, runs_of, same_side
from qms.golden_thread.readings.models import Signal, SignalState, SignalStep
from qms.golden_thread.readings.reasons import BACK
from qms.golden_thread.readings.saying import wording_of
from qms.kernel import audit
from qms.kernel.audit import Author
from qms.kernel.db import db, forget
from qms.spc import ControlChart
from qms.spc.explain import describe

FOLLOWED = audit.declare("signal.followed", "opened", "closed", "reopened", "why")


@dataclass
class _Followed:
    """What recomputing does to signals, in whose name and why, gathered to be written together; `seen` are known ids."""

    by: Author
    why: str
    seen: set[int]
    opened: list[dict[str, Any]] = field(default_factory=list)
    changed: list[KnownSignal] = field(default_factory=list)
    closed: int = 0
    reopened: int = 0
    steps: list[dict[str, Any]] = field(default_factory=list)

    def open(self, series_id: int, run: Run, sentence: str) -> None:
        """A run that nobody knows of yet."""
        self.opened.append({"series_id": series_id, "rule": run.found.rule.value, **_seen(run, sentence)})

    def carry_on(self, signal: KnownSignal, run: Run, sentence: str) -> None:
        """A signal that the chart still has, or has again."""
        after = signal._replace(**_seen(run, sentence))
        if not signal.is_live:
            after = after._replace(state=SignalState.OPEN, closed_reason="", vanished=False)
            self.reopened += 1
            self._step(after, BACK)
        if after != signal:
            self.changed.append(after)

    def close(self, signal: KnownSignal) -> None:
        """A signal that the chart no longer has."""
        after = signal._replace(state=SignalState.CLOSED, closed_reason=self.why, vanished=True)
        self.changed.append(after)
        self.closed += 1
        self._step(after, self.why)

    def _step(self, signal: KnownSignal, note: str) -> None:
        self.steps.append({"signal_id": signal.id, "state": signal.state, "note": note, "by_id": self.by.id})

    def write(self) -> None:
        """Insert, update and audit."""
        if self.opened:
            db.session.execute(insert(Signal), self.opened)
            for signal in chain.from_iterable(_known([each["series_id"] for each in self.opened]).values()):
                if signal.id not in self.seen:
                    self._step(signal, "")
        if self.changed:
            names = KnownSignal._fields[3:]
            values: dict[str, Any] = {name: bindparam(f"new_{name}") for name in names} | {"version": Signal.version + 1}
            rows = [{"of": each.id, **{f"new_{name}": getattr(each, name) for name in names}} for each in self.changed]
            db.session.connection().execute(update(Signal).where(Signal.id == bindparam("of")).values(values), rows)
            forget(Signal)
        if self.steps:
            db.session.execute(insert(SignalStep), self.steps)
            counts = {"opened": len(self.opened), "closed": self.closed, "reopened": self.reopened}
            audit.record(FOLLOWED, by=self.by, subject_id=None, why=self.why if self.closed else "", **counts)


def follow_signals(
    charts: Mapping[int, ControlChart],
    metrics: Mapping[int, Metric],
    *,
    without: Sequence[int],
    by: Author,
    why: str,
) -> None:
    """Bring the signals of the series up to date with their charts; `why` is kept with each that is closed.

    A run in the last three points that is no known signal opens one, unless the metric is retired. A signal that a person
    closed stays closed; one that recomputing closed is opened again when its run is back."""
    db.session.flush()  # what a person has just said about a signal must be seen here
    known = _known([*charts, *without])
    followed = _Followed(by, why, {signal.id for signal in chain.from_iterable(known.values())})
    for series_id, chart in sorted(charts.items()):
        _follow(series_id, chart, metrics[series_id], known.get(series_id, ()), followed)
    for series_id in without:
        _close_live(known.get(series_id, ()), followed)
    followed.write()


def _known(series_ids: Sequence[int]) -> dict[int, list[KnownSignal]]:
    columns = [getattr(Signal, name) for name in KnownSignal._fields]
    found: dict[int, list[KnownSignal]] = {}
    for row in db.session.execute(select(*columns).where(Signal.series_id.in_(series_ids)).order_by(Signal.id)):
        found.setdefault(row.series_id, []).append(KnownSignal(*row))
    return found


def _follow(series_id: int, chart: ControlChart, metric: Metric, known: Sequence[KnownSignal], followed: _Followed) -> None:
    pairs = match(runs_of(chart), known)
    for run, signal in pairs:
        if signal is None:
            if run.recent and metric.state is not MetricState.RETIRED:
                followed.open(series_id, run, describe(chart, run.found, wording_of(chart, metric)))
        # A closed run's other side is another signal, though it has the same rule and first period.
        elif signal.is_live or signal.vanished or not same_side(signal.type, run.found.type):
            followed.carry_on(signal, run, describe(chart, run.found, wording_of(chart, metric)))
    still_there = {signal.id for _, signal in pairs if signal is not None}
    _close_live((signal for signal in known if signal.id not in still_there), followed)


def _close_live(signals: Iterable[KnownSignal], followed: _Followed) -> None:
    for signal in signals:
        if signal.is_live:
            followed.close(signal)


def _seen(run: Run, sentence: str) -> dict[str, Any]:
    """What the chart says of a signal now."""
    return {"type": run.found.type.value, "first_period": run.first, "last_period": run.last, "sentence": sentence}
