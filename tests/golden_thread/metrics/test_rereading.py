"""Changing how numbers are read when measurements are stored: readings and targets follow, or nothing changes."""

from typing import Any

import pytest
from sqlalchemy import select

from qms.control.measurements.actions import store_measurements
from qms.control.measurements.rows import Row
from qms.golden_thread.metrics.actions import change_definition
from qms.golden_thread.metrics.definitions import RefusedError
from qms.golden_thread.metrics.models import DataKind, Metric, MetricState, Series
from qms.golden_thread.readings.models import Reading
from qms.kernel.db import db
from qms.organisation.models import Unit
from qms.people.queries import system_account
from tests.builder import months
from tests.golden_thread.metrics.measuring import measure
from tests.golden_thread.metrics.team import Team
from tests.golden_thread.metrics.test_edit_pages import filled
from tests.page_client import PageClient


def reading(metric: Metric, unit: Unit) -> Reading | None:
    """What the unit's chart says now."""
    statement = select(Reading).join(Reading.series).where(Series.metric_id == metric.id, Series.unit_id == unit.id)
    return db.session.execute(statement).scalar_one_or_none()


@pytest.fixture
def falls(team: Team) -> Metric:
    """An agreed metric with a target of 4 and two years of measurements on the ward."""
    metric = team.agree(team.propose(target=4.0))
    measure(metric, team.ward)
    return metric


def change(team: Team, metric: Metric, **changes: Any) -> None:
    """Revise the definition as the analyst would."""
    change_definition(metric=metric, definition=team.definition(**changes), reason="Another scale.", by=team.analyst)
    db.session.commit()


def test_another_multiplier_moves_values_limits_and_targets(team: Team, falls: Metric) -> None:
    before = reading(falls, team.ward)
    assert before is not None
    value, upper = before.value, before.upper
    change(team, falls, multiplier=100.0, measured_in="per 100 bed days")
    after = reading(falls, team.ward)
    assert after is not None
    assert upper is not None
    assert after.value == pytest.approx(value / 10)
    assert after.upper == pytest.approx(upper / 10)
    assert falls.target == 0.4
    assert after.target == 0.4


def test_another_direction_turns_the_verdict(team: Team, falls: Metric) -> None:
    quiet = months(30)[:22]
    rows = [
        Row(falls.id, team.other_ward.id, "", month, numerator=3.0 + at % 2, denominator=1000.0)
        for at, month in enumerate(quiet)
    ]
    rows += [Row(falls.id, team.other_ward.id, "", month, numerator=9.0, denominator=1000.0) for month in months(8)]
    store_measurements(rows, by=system_account())
    db.session.commit()
    before = reading(falls, team.other_ward)
    assert before is not None
    assert before.variation == "concern-high"
    change(team, falls, direction="increase")
    after = reading(falls, team.other_ward)
    assert after is not None
    assert after.variation == "improvement-high"


def test_a_kind_that_sums_otherwise_sums_the_trust_again(team: Team, falls: Metric) -> None:
    assert reading(falls, team.trust) is not None
    change(team, falls, data_kind=DataKind.COUNT, multiplier=1.0, denominator="")
    assert reading(falls, team.ward) is None, "numerators are not values: nothing to chart until they are sent again"
    assert reading(falls, team.trust) is None


def test_measurements_that_are_no_proportions_refuse_the_change(team: Team, falls: Metric) -> None:
    measure(falls, team.other_ward, falls=9, bed_days=2)
    for chart in ("xmr", "p"):
        with pytest.raises(RefusedError) as refused:
            change(team, falls, data_kind=DataKind.PROPORTION, multiplier=1.0, chart=chart)
        assert refused.value.field == "data_kind"
        assert "The stored measurements" in refused.value.sentence
        assert (falls.state, falls.revision, falls.data_kind) == (MetricState.AGREED, 1, DataKind.RATE)
        assert falls.target == 4.0
    db.session.commit()
    after = reading(falls, team.ward)
    assert after is not None
    assert after.value > 1, "still per 1,000"


def test_the_page_says_what_happens_and_asks(team: Team, falls: Metric, client: PageClient) -> None:
    client.sign_in(team.analyst)
    address = f"/metrics/{falls.id}/edit"
    data = filled(team, falls, name=falls.name, multiplier="100", measured_in="per 100 bed days", reason="Scale")
    asked = client.submit(address, data)
    assert asked.status_code == 422
    for sentence in ("2 charts with stored measurements", "verdicts stay the same", "4 becomes 0.4", "then tick the box"):
        assert sentence in asked.text
    assert client.submit(address, data | {"numbers_understood": "y"}).status_code == 303


def test_a_refusal_after_the_tick_keeps_what_was_typed(team: Team, falls: Metric, client: PageClient) -> None:
    measure(falls, team.other_ward, falls=9, bed_days=2)
    client.sign_in(team.analyst)
    data = filled(team, falls, name=falls.name, data_kind="proportion", reason="Share", numbers_understood="y")
    refused = client.submit(f"/metrics/{falls.id}/edit", data | {"source": "Another system"})
    assert refused.status_code == 422
    assert "a numerator is larger than its denominator" in refused.text
    assert "Another system" in refused.text
    assert "This definition is agreed." in refused.text
