"""Signals opened, carried on, closed and opened again as their charts are computed anew."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from sqlalchemy import insert, select
from sqlalchemy.orm import lazyload

from qms.golden_thread.metrics.models import Metric, MetricState
from qms.golden_thread.metrics.presenters import wording
from qms.golden_thread.readings.matching import Run, match, runs_of, same_side
from qms.golden_thread.readings.models import Signal, SignalState, SignalStep
from qms.golden_thread.readings.reasons import BACK
from qms.kernel import audit
from qms.kernel.audit import Author
from qms.kernel.db import db
from qms.spc import ControlChart
from qms.spc.explain import describe

FOLLOWED = audit.declare("signal.followed", "opened", "closed", "reopened", "why")


@dataclass
class _Followed:
    """What recomputing did to the signals, and in whose name."""

    by: Author
    why: str
    opened: list[dict[str, object]] = field(default_factory=list)
    closed: list[Signal] = field(default_factory=list)
    reopened: list[Signal] = field(default_factory=list)

    def open(self, series_id: int, run: Run, sentence: str) -> None:
        """A run that nobody knows of yet."""
        self.opened.append(
            {
                "series_id": series_id, "rule": run.found.rule.value, "type": run.found.type.value,
                "first_period": run.first, "last_period": run.last, "sentence": sentence,
            }
        )  # fmt: skip

    def close(self, signal: Signal) -> None:
        """A signal that the chart no longer has."""
        signal.state, signal.vanished, signal.closed_reason = SignalState.CLOSED, True, self.why
        db.session.add(SignalStep(signal_id=signal.id, state=SignalState.CLOSED, note=self.why, by_id=self.by.id))
        self.closed.append(signal)

    def reopen(self, signal: Signal) -> None:
        """A signal that the chart has again."""
        signal.state, signal.vanished, signal.closed_reason = SignalState.OPEN, False, ""
        db.session.add(SignalStep(signal_id=signal.id, state=SignalState.OPEN, note=BACK, by_id=self.by.id))
        self.reopened.append(signal)

    def store_opened(self) -> None:
        """Insert the new signals, each with its first step, in two statements: a first import may open hundreds."""
        if not self.opened:
            return
        ids = db.session.scalars(insert(Signal).returning(Signal.id, sort_by_parameter_order=True), self.opened)
        steps = [{"signal_id": signal_id, "state": SignalState.OPEN, "by_id": self.by.id} for signal_id in ids]
        db.session.execute(insert(SignalStep), steps)


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
    known = _known([*charts, *without])
    followed = _Followed(by, why)
    for series_id, chart in sorted(charts.items()):
        _follow(series_id, chart, metrics[series_id], known.get(series_id, ()), followed)
    for series_id in without:
        _close_live(known.get(series_id, ()), followed)
    followed.store_opened()
    counts = {name: len(getattr(followed, name)) for name in ("opened", "closed", "reopened")}
    if any(counts.values()):
        audit.record(FOLLOWED, by=by, subject_id=None, why=why if followed.closed else "", **counts)


def _known(series_ids: Sequence[int]) -> dict[int, list[Signal]]:
    statement = select(Signal).where(Signal.series_id.in_(series_ids)).options(lazyload("*")).order_by(Signal.id)
    found: dict[int, list[Signal]] = {}
    for signal in db.session.execute(statement).scalars():
        found.setdefault(signal.series_id, []).append(signal)
    return found


def _follow(series_id: int, chart: ControlChart, metric: Metric, known: Sequence[Signal], followed: _Followed) -> None:
    pairs = match(runs_of(chart), known)
    for run, signal in pairs:
        if signal is not None:
            _carry_on(signal, run, chart, metric, followed)
        elif run.recent and metric.state is not MetricState.RETIRED:
            followed.open(series_id, run, describe(chart, run.found, wording(metric)))
    still_there = {signal.id for _, signal in pairs if signal is not None}
    _close_live((signal for signal in known if signal.id not in still_there), followed)


def _carry_on(signal: Signal, run: Run, chart: ControlChart, metric: Metric, followed: _Followed) -> None:
    if not signal.is_live:
        if not (signal.vanished or not same_side(signal.type, run.found.type)):
            return
        followed.reopen(signal)
    signal.first_period, signal.last_period, signal.type = run.first, run.last, run.found.type.value
    signal.sentence = describe(chart, run.found, wording(metric))


def _close_live(signals: Iterable[Signal], followed: _Followed) -> None:
    for signal in signals:
        if signal.is_live:
            followed.close(signal)
