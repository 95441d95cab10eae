"""Makes what a test needs, in as few words as the test can say it; everything is committed."""

import datetime as dt
import itertools
from collections.abc import Sequence
from typing import Any

from qms.golden_thread.metrics.models import (
    Capacity,
    Metric,
    MetricSignature,
    MetricState,
    MetricTarget,
    Series,
)
from qms.kernel.db import db
from qms.organisation.actions import create_unit
from qms.organisation.models import Unit, UnitKind
from qms.people.models import Membership, Person
from qms.people.passwords import hash_password
from qms.people.queries import system_account
from qms.people.roles import RoleName

PASSWORD = "correct horse battery staple"


class Builder:
    """One a test; names are numbered so that they never collide."""

    def __init__(self) -> None:
        self._numbers = itertools.count(1)
        self._hash = ""

    def commit(self, *records: Any) -> Any:
        """Store the records; returns the first."""
        db.session.add_all(records)
        db.session.commit()
        return records[0] if records else None

    def unit(
        self,
        name: str = "",
        *,
        kind: UnitKind = UnitKind.WARD,
        parent: Unit | None = None,
        ods_code: str | None = None,
    ) -> Unit:
        """A unit; a ward by default."""
        unit = create_unit(
            name=name or f"Unit {next(self._numbers)}",
            kind=kind,
            parent=parent,
            ods_code=ods_code,
            by=system_account(),
        )
        db.session.commit()
        return unit

    def trust(self) -> Unit:
        """A trust with one division of two wards; returns the trust."""
        trust = self.unit("Riverside Trust", kind=UnitKind.TRUST, ods_code="RIV")
        division = self.unit("Medicine", kind=UnitKind.DIVISION, parent=trust)
        for name in ("Ward 1", "Ward 2"):
            self.unit(name, parent=division)
        return trust

    def person(self, role: RoleName | None = None, unit: Unit | None = None, *, name: str = "", email: str = "") -> Person:
        """Somebody with a password (PASSWORD), and a role on a unit where given."""
        number = next(self._numbers)
        self._hash = self._hash or hash_password(PASSWORD)
        person = Person(
            name=name or f"Person {number}",
            email=email or f"person{number}@example.org",
            password_hash=self._hash,
        )
        db.session.add(person)
        db.session.flush()
        if role:
            assert unit is not None, "a role needs its unit"
            db.session.add(Membership(person_id=person.id, unit_id=unit.id, role=role))
        db.session.commit()
        return person

    def metric(self, unit: Unit, *, agreed: bool = True, target: float | None = None, **fields: Any) -> Metric:
        """A metric, agreed by default: falls per 1,000 bed days, lower is better, unless told otherwise."""
        number = next(self._numbers)
        defaults: dict[str, Any] = {
            "key": f"metric-{number}",
            "name": f"Metric {number}",
            "chart": "xmr",
            "direction": "decrease",
            "data_kind": "rate",
            "multiplier": 1000.0,
            "measured_in": "per 1,000 bed days",
        }
        metric = Metric(unit_id=unit.id, **(defaults | fields))
        if target is not None:
            metric.targets.append(MetricTarget(starts_on=dt.date(2020, 1, 1), value=target))
        if agreed:
            metric.state = MetricState.AGREED
            signer = system_account()
            metric.signatures += [
                MetricSignature(revision=1, capacity=capacity, person_id=signer.id) for capacity in Capacity
            ]
        return self.commit(metric)

    def series(self, metric: Metric, unit: Unit, stratum: str = "") -> Series:
        """A series without measurements."""
        return self.commit(Series(metric_id=metric.id, unit_id=unit.id, stratum=stratum))


def months(how_many: int, *, until: dt.date = dt.date(2026, 10, 1)) -> Sequence[dt.date]:
    """The first days of so many months, the last in the month of `until`."""
    last = until.year * 12 + until.month - 1
    return [dt.date(*divmod_month(number)) for number in range(last - how_many + 1, last + 1)]


def divmod_month(number: int) -> tuple[int, int, int]:
    """A count of months since year 0 as year, month and first day."""
    return number // 12, number % 12 + 1, 1
