"""One example of everything that an address can name, for the test of who may open what.

A new argument of a route needs a line in EXAMPLES (of the improvement room in tests/improvement/examples.py): how to make
such a thing on a unit. Where two routes mean different things by one name, the key is "endpoint:argument"."""

import datetime as dt
from collections.abc import Callable
from typing import Any

from werkzeug.routing import AnyConverter, Rule

from qms.control.charts.models import Annotation, Baseline, Exclusion, PhaseStart
from qms.control.cusums.models import OutcomeCase, OutcomeSequence, OutcomeSignal, Side
from qms.control.measurements.actions import store_measurements
from qms.control.measurements.models import Upload, UploadState
from qms.control.measurements.rows import Row
from qms.golden_thread.metrics.models import Series
from qms.golden_thread.objectives.models import Objective
from qms.golden_thread.readings.models import Signal
from qms.kernel.db import db
from qms.organisation.models import Unit
from qms.people.links import tokens
from qms.people.models import Membership, Person
from qms.people.roles import RoleName
from qms.planning.drivers.models import Driver, DriverKind
from qms.planning.plans.models import PlanEdition, QualityPlan
from tests.builder import Builder, months
from tests.improvement.examples import IMPROVEMENT

DAY = dt.date(2026, 9, 1)


class Examples:
    """The examples on one unit, each made when first asked for. What belongs together belongs together here too: the
    membership is that of the person, the cycle is one of the project."""

    def __init__(self, build: Builder, unit: Unit) -> None:
        self.build, self.unit = build, unit
        self._made: dict[str, Any] = {}

    def get(self, name: str) -> Any:
        """The id (or the word) that stands for `name` in an address."""
        if name not in self._made:
            self._made[name] = EXAMPLES[name](self)
        return self._made[name]

    def store(self, record: Any) -> int:
        """Commit the record; its id."""
        db.session.add(record)
        db.session.commit()
        return record.id

    def values(self, rule: Rule) -> dict[str, Any]:
        """A value for every argument of the route, which `missing` has looked at."""
        values = {}
        for argument in rule.arguments:
            if isinstance(rule._converters[argument], AnyConverter):
                values[argument] = sorted(rule._converters[argument].items)[0]
                continue
            values[argument] = self.get(_key(rule, argument))
        return values


def _key(rule: Rule, argument: str) -> str:
    specific = f"{rule.endpoint}:{argument}"
    return specific if specific in EXAMPLES else argument


def missing(rule: Rule) -> list[str]:
    """The route's arguments that EXAMPLES does not say how to make."""
    return [
        argument
        for argument, converter in rule._converters.items()
        if not isinstance(converter, AnyConverter) and _key(rule, argument) not in EXAMPLES
    ]


def _person(made: Examples) -> int:
    return made.build.person(RoleName.VIEWER, made.unit).id


def _membership(made: Examples) -> int:
    return db.session.query(Membership.id).filter_by(person_id=made.get("person_id")).scalar()


def _token(made: Examples) -> str:
    return tokens.make(tokens.Purpose.INVITATION, db.session.get_one(Person, made.get("person_id")))


def _series(made: Examples) -> int:
    """A series of two years with a shift at its end, so that it has a reading and a signal."""
    metric_id, by = made.get("metric_id"), db.session.get_one(Person, made.get("person_id"))
    rows = [
        Row(metric_id, made.unit.id, "", period, 4 + (number % 3) + (20 if number > 15 else 0), 1000, None, None, None)
        for number, period in enumerate(months(24))
    ]
    store_measurements(rows, by=by)
    db.session.commit()
    return db.session.query(Series.id).filter_by(metric_id=metric_id, unit_id=made.unit.id, stratum="").scalar()


def _compared(made: Examples) -> int:
    """A metric of three units, so that there is something to compare."""
    metric_id, by = made.build.metric(made.unit).id, db.session.get_one(Person, made.get("person_id"))
    units = [made.unit, *(made.build.unit(kind=made.unit.kind, parent=made.unit.parent) for _ in range(2))]
    rows = [Row(metric_id, unit.id, "", period, 4, 1000, None, None, None) for unit in units for period in months(3)]
    store_measurements(rows, by=by)
    db.session.commit()
    return metric_id


def _signal(made: Examples) -> int:
    return db.session.query(Signal.id).filter_by(series_id=made.get("series_id")).limit(1).scalar()


def _objective(made: Examples) -> int:
    return made.store(Objective(unit_id=made.unit.id, title="Fewer falls", starts_on=DAY, due_on=DAY.replace(year=2027)))


def _decision(
    kind: type[PhaseStart] | type[Annotation] | type[Exclusion] | type[Baseline], **words: Any
) -> Callable[[Examples], int]:
    def make(made: Examples) -> int:
        return made.store(kind(series_id=made.get("series_id"), by_id=made.get("person_id"), period=DAY, **words))

    return make


def _sequence(made: Examples) -> int:
    """A sequence with a case, so that it has a picture."""
    owner = made.get("person_id")
    sequence_id = made.store(
        OutcomeSequence(name="Free flaps", event="Flap lost", unit_id=made.unit.id, owner_id=owner, expected_risk=0.05)
    )
    made.store(OutcomeCase(sequence_id=sequence_id, happened_on=DAY, event=False, by_id=owner))
    return sequence_id


def _case(made: Examples) -> int:
    return made.store(
        OutcomeCase(sequence_id=made.get("sequence_id"), happened_on=DAY, event=True, by_id=made.get("person_id"))
    )


def _outcome_signal(made: Examples) -> int:
    where = {"sequence_id": made.get("sequence_id"), "case_id": made.get("case_id")}
    return made.store(OutcomeSignal(side=Side.WORSE, began_on=DAY, crossed_on=DAY, **where))


EXAMPLES: dict[str, Callable[[Examples], Any]] = {
    "unit_id": lambda made: made.unit.id,
    "person_id": _person,
    "membership_id": _membership,
    "token": _token,
    "metric_id": lambda made: made.build.metric(made.unit).id,
    "control.funnel_file:metric_id": _compared,
    "series_id": _series,
    "period": lambda made: DAY,
    "signal_id": _signal,
    "decision_id": _decision(Baseline, until=DAY.replace(year=2027), reason="Before the new way of working"),
    # a stored one: what waits is its owner's alone
    "upload_id": lambda made: made.store(
        Upload(filename="falls.csv", sha256="0" * 64, by_id=made.get("person_id"), state=UploadState.STORED)
    ),
    "objective_id": _objective,
    "sequence_id": _sequence,
    "case_id": _case,
    "outcome_signal_id": _outcome_signal,
    "plan_id": lambda made: made.store(QualityPlan(unit_id=made.unit.id, title="Safe from falls")),
    "plan_edition_id": lambda made: made.store(
        PlanEdition(plan_id=made.get("plan_id"), edition=1, content={}, signed_off_by_id=made.get("person_id"))
    ),
    "driver_id": lambda made: made.store(Driver(plan_id=made.get("plan_id"), kind=DriverKind.AIM, text="Fewer falls")),
    # one that shares a measure, so that there are results
    "improvement.collaborative_results_file:collaborative_id": lambda made: (
        made.get("shared_measure_id") and made.get("collaborative_id")
    ),
    **IMPROVEMENT,
}
