"""Two people store at the same moment: neither's figures are lost from the sum."""

import threading

from flask import Flask

from qms.control.measurements.actions import store_measurements
from qms.control.measurements.queries import measurements_of
from qms.kernel.db import db
from qms.organisation.models import UnitKind
from qms.people.queries import person as person_by_id
from tests.builder import Builder
from tests.control.rows import rates, series_of


def test_two_wards_at_once(app: Flask, build: Builder) -> None:
    trust = build.unit(kind=UnitKind.TRUST)
    wards, by = [build.unit(parent=trust) for _ in range(2)], build.person()
    metric = build.metric(trust)
    store_measurements(rates(metric, wards[0], [1]) + rates(metric, wards[1], [1]), by=by)
    one, other = rates(metric, wards[0], [5]), rates(metric, wards[1], [7])
    by_id = by.id
    db.session.commit()

    def second() -> None:
        with app.app_context():
            store_measurements(other, by=person_by_id(by_id))
            db.session.commit()

    store_measurements(one, by=person_by_id(by_id))
    thread = threading.Thread(target=second)
    thread.start()
    thread.join(timeout=0.3)  # as far as it gets before we are done
    db.session.commit()
    thread.join(timeout=20)
    assert not thread.is_alive()
    (whole,) = measurements_of(series_of(metric, trust).id)
    assert (whole.numerator, whole.denominator) == (12, 2000)
