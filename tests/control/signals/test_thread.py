"""What signals add to the golden thread."""

import datetime as dt

import pytest
from flask import Flask

from qms.control.signals import actions
from qms.control.strand import ControlStrand
from qms.golden_thread.strands import Gap
from qms.kernel import clock
from qms.kernel.db import db
from qms.organisation.models import Unit
from qms.people.roles import RoleName
from tests.builder import Builder
from tests.control.rows import STEADY
from tests.control.signals.making import BETTER, measured, signal_at, ward_of


@pytest.fixture
def trust(build: Builder) -> Unit:
    """A trust with a concern on Ward 1."""
    trust = build.trust()
    measured(build, build.metric(trust, name="Falls"), ward_of(trust))
    return trust


def _gaps(app: Flask, top: Unit) -> list[Gap]:
    return ControlStrand().gaps(top)


def test_a_signal_acts_once_somebody_has_answered_and_until_it_is_closed(app: Flask, build: Builder, trust: Unit) -> None:
    signal = signal_at(ward_of(trust))
    manager = build.person(RoleName.WARD_MANAGER, ward_of(trust), name="Ann Lee")
    acting_on = ControlStrand().acting_on
    assert acting_on([signal.series_id]) == {}
    actions.acknowledge(signal, by=manager)
    (card,) = acting_on([signal.series_id])[signal.series_id]
    assert (card.status, "Ann Lee" in card.sentence) == ("Being looked into", True)
    actions.act(signal, decision="Charge the alarms.", owner=manager, by=manager)
    (card,) = acting_on([signal.series_id])[signal.series_id]
    assert "Charge the alarms." in card.sentence
    actions.close(signal, reason="Done.", by=manager)
    assert acting_on([signal.series_id]) == {}
    assert acting_on([]) == {}


def test_a_signal_left_for_a_fortnight_is_a_gap_until_it_is_answered(app: Flask, build: Builder, trust: Unit) -> None:
    ward = build.unit("Ward 3", parent=ward_of(trust).parent)
    measured(build, build.metric(trust, name="Ulcers"), ward, BETTER)
    signal = signal_at(ward)
    assert _gaps(app, ward) == []
    signal.created_at = clock.now() - dt.timedelta(days=15)
    db.session.commit()
    (gap,) = _gaps(app, ward)
    assert gap.kind == "Signal without an answer"
    assert "2 weeks ago" in gap.sentence
    assert _gaps(app, ward_of(trust, "Ward 2")) == []
    actions.acknowledge(signal, by=build.person(RoleName.WARD_MANAGER, ward))
    db.session.commit()
    assert _gaps(app, ward) == []


def test_a_concern_that_goes_on_is_left_to_the_board(app: Flask, trust: Unit) -> None:
    signal = signal_at(ward_of(trust))
    signal.created_at = clock.now() - dt.timedelta(days=15)
    db.session.commit()
    assert _gaps(app, ward_of(trust)) == []


def test_late_data_are_a_gap_where_they_are_entered(app: Flask, build: Builder, trust: Unit) -> None:
    ward = ward_of(trust, "Ward 2")
    measured(build, build.metric(trust, name="Ulcers"), ward, STEADY, until=8)
    gaps = [each for each in _gaps(app, trust) if each.kind == "Late data"]
    assert [each.sentence.split(":")[0] for each in gaps] == ["Ulcers, Ward 2"]


def test_signals_are_found_by_words_and_by_id(app: Flask, trust: Unit) -> None:
    signal = signal_at(ward_of(trust))
    strand = ControlStrand()
    assert any(card.title == "Signal: Falls, Ward 1" for card in strand.search("upper ward falls", 5))
    assert strand.search("nothing like this", 5) == []
    assert strand.search("  ", 5) == []
    assert strand.search("100%", 5) == []
    assert strand.by_ids([signal.id, 999]).keys() == {signal.id}
