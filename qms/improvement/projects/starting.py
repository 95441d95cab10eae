"""Where a new project comes from: a signal, an objective or a change idea named in the address, and what they fill in."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import select

from qms.golden_thread.metrics.models import Series
from qms.golden_thread.objectives.models import Objective
from qms.golden_thread.readings.models import Signal
from qms.golden_thread.readings.queries import live_signals_of
from qms.improvement.ideas.queries import Idea, idea
from qms.improvement.projects.choices import objective_of, objectives_for
from qms.improvement.projects.titles import signal_title
from qms.kernel import clock
from qms.kernel.db import db
from qms.organisation.models import Unit
from qms.organisation.queries import unit as unit_by_id

USUAL_LENGTH = dt.timedelta(days=90)  # long enough for three or four tests, short enough to keep the team's mind on it


@dataclass(frozen=True)
class Origin:
    """What the project answers, and the first words that follow from it."""

    signal: Signal | None = None
    objective: Objective | None = None
    idea: Idea | None = None
    unit: Unit | None = None
    title: str = ""

    @property
    def series(self) -> Series | None:
        """The series to link as the first measure."""
        return self.signal.series if self.signal else None

    @property
    def newer(self) -> Signal | None:
        """The newest open signal of the same series, where it began after the one that the project answers. One query."""
        if self.signal is None:
            return None
        answered = self.signal
        live = live_signals_of([answered.series_id]).get(answered.series_id, [])
        later = [each for each in live if each.id != answered.id and each.first_period > answered.first_period]
        return max(later, key=lambda each: (each.last_period, each.id), default=None)

    def objective_at(self, unit: Unit) -> Objective | None:
        """The objective, where a project at the unit may serve it: an active one of its own or of a unit above it."""
        return self.objective if self.objective in objectives_for(unit) else None

    @property
    def serves_something(self) -> bool:
        """Whether it is known already which objective or change idea the project serves."""
        return self.objective is not None or self.idea is not None

    @property
    def why(self) -> str:
        """The reason to offer: the signal's own sentence, or the aim that the project serves."""
        if self.signal:
            return self.signal.sentence
        return self.objective.aim if self.objective else ""


def origin(query: Mapping[str, str]) -> Origin:
    """The origin that ?signal=, ?objective=, ?driver=, ?unit= and ?title= name.

    Raises NoResultFound (a 404) for an id that names nothing; what is not a number is passed over."""
    signal_id, objective_id, driver_id, unit_id = (
        _number(query.get(name)) for name in ("signal", "objective", "driver", "unit")
    )
    signal = db.session.execute(select(Signal).where(Signal.id == signal_id)).scalar_one() if signal_id else None
    found = idea(driver_id) if driver_id else None
    objective_id = objective_id or (found.objective_id if found else None)
    objective = (
        db.session.execute(select(Objective).where(Objective.id == objective_id)).scalar_one() if objective_id else None
    )
    if objective is None and signal is not None:
        objective = objective_of(signal.series.metric, signal.series.unit)
    return Origin(
        signal, objective, found, _unit(unit_id, signal, objective, found), query.get("title") or _title(signal, found)
    )


def usual_end() -> dt.date:
    """By when, unless the team says otherwise."""
    return clock.today() + USUAL_LENGTH


def _unit(unit_id: int | None, signal: Signal | None, objective: Objective | None, found: Idea | None) -> Unit | None:
    if unit_id:
        return unit_by_id(unit_id)
    if signal is not None:
        return signal.series.unit
    if found is not None:
        return unit_by_id(found.plan_unit_id)
    return objective.unit if objective else None


def _title(signal: Signal | None, found: Idea | None) -> str:
    if signal is not None:
        improved = signal.type.startswith("improvement")
        return signal_title(signal.series.metric, signal.series.unit, improved=improved)
    return found.text[:160] if found else ""


def _number(text: str | None) -> int | None:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 10 else None
