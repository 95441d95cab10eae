"""A prediction: in numbers about a measure, made before the result, and kept as it was."""

import datetime as dt
from typing import Any

import pytest

from qms.improvement.pdsa.actions import decide, record_result, remove_cycle, replan_cycle, start_cycle
from qms.improvement.pdsa.models import Decision, PdsaCycle
from qms.improvement.projects.models import Project, Stage
from qms.improvement.projects.queries import measures_of
from qms.kernel import clock
from qms.kernel.audit import AuditEvent
from qms.kernel.db import db
from tests.builder import Builder
from tests.improvement.conftest import Place
from tests.improvement.making import cycle, falls, project
from tests.page_client import PageClient

LATER = dt.timedelta(days=100)


@pytest.fixture
def measured(place: Place, build: Builder) -> Project:
    """A project with a measure, whose last value is 3.2."""
    return project(
        place.ward, place.nurse, series=falls(build.metric(place.ward, name="Falls"), place.ward, [6.0, 5.0, 4.0, 3.2])
    )


def plan(**changes: Any) -> dict[str, Any]:
    usual = {"question": "Lights?", "prediction": "Fewer falls.", "series": "0", "driver": "0"}
    return usual | {"starts_on": clock.today().isoformat(), "result_due_on": ""} | changes


def test_a_measure_asks_for_a_number_and_its_last_figure_stands_beside(
    client: PageClient, place: Place, measured: Project
) -> None:
    series = measured_series(measured)
    url = f"/improvement/projects/{measured.id}/cycles/new"
    page = client.sign_in(place.nurse).get(url).text
    assert "<li>Falls, Ward 1: 3.2 per 1,000 bed days, October 2026</li>" in page
    assert page.index("Which measure will show it?") < page.index("More, now or later"), "asked, and not hidden"
    refused = client.submit(url, plan(series=series))
    assert refused.status_code == 422
    assert "Predict a number too" in refused.text
    assert db.session.query(PdsaCycle).count() == 0
    assert client.submit(url, plan(series=series, predicted_high="2.5")).status_code == 303
    assert client.submit(url, plan()).status_code == 303, "words alone where no measure can show it"
    with pytest.raises(ValueError, match="carries a number"):
        start_cycle(measured, question="Q", prediction="P", series_id=series, starts_on=clock.today(), by=place.nurse)


@pytest.mark.one_database
def test_an_older_test_without_a_number_can_still_be_corrected(client: PageClient, place: Place, measured: Project) -> None:
    old = cycle(measured, place.nurse)
    old.series_id = measured_series(measured)
    record_result(old, did="Tried it.", by=place.nurse)
    db.session.commit()
    sent = plan(version=old.version, question="Dimmer lights?")
    assert client.sign_in(place.nurse).submit(f"/improvement/cycles/{old.id}/edit", sent).status_code == 303
    assert db.session.get_one(PdsaCycle, old.id).question == "Dimmer lights?"


def test_it_stands_for_good_once_a_result_was_in(place: Place) -> None:
    made = cycle(project(place.ward, place.nurse), place.nurse, prediction="Falls go up.")
    replan_cycle(made, prediction="Falls go down.", by=place.nurse)
    record_result(made, did="Tried it.", by=place.nurse)
    record_result(made, did="", by=place.nurse)
    assert not made.did
    with pytest.raises(ValueError, match="stands once"):
        replan_cycle(made, prediction="Falls stay.", by=place.nurse)
    with pytest.raises(ValueError, match="is kept"):
        remove_cycle(made, by=place.nurse)
    replan_cycle(made, plan="Bay A.", by=place.nurse)
    assert (made.prediction, made.plan) == ("Falls go down.", "Bay A.")


def test_the_audit_keeps_what_it_said_before_and_the_day_of_the_decision(place: Place) -> None:
    made = cycle(project(place.ward, place.nurse), place.nurse, prediction="Falls go up.")
    begins = made.starts_on
    replan_cycle(made, prediction="Falls go down.", starts_on=begins - dt.timedelta(days=9), by=place.nurse)
    record_result(made, did="Tried it.", measured_value=3.0, by=place.nurse)
    decide(made, decision=Decision.ADOPT, reason="It works.", on=begins - dt.timedelta(days=1), by=place.nurse)
    found = {each.event: each.detail for each in db.session.query(AuditEvent).filter_by(subject="cycle")}
    assert found["cycle.replanned"]["changed"] == {
        "prediction": ["Falls go up.", "Falls go down."],
        "starts_on": [begins.isoformat(), (begins - dt.timedelta(days=9)).isoformat()],
    }
    assert found["cycle.recorded"]["changed"] == {"did": ["", "Tried it."], "measured_value": [None, 3.0]}
    assert found["cycle.decided"]["on"] == (begins - dt.timedelta(days=1)).isoformat()


def test_a_test_planned_for_a_day_to_come_changes_neither_stage_nor_who_sees_it(client: PageClient, place: Place) -> None:
    made = project(place.ward, place.nurse)
    made.team_only = True
    db.session.commit()
    test = cycle(made, place.nurse, starts_on=clock.today() + LATER)
    assert (made.stage, made.team_only) == (Stage.IDEA, True)
    assert client.sign_in(place.coach).get(f"/improvement/projects/{made.id}").status_code == 404
    page = client.sign_in(place.nurse).get(f"/improvement/projects/{made.id}/cycles/new").text
    assert "on the day on which its first test starts" in page
    record_result(test, surprises="The lights came early.", by=place.nurse)
    assert made.stage is Stage.IDEA, "it has not begun yet"
    replan_cycle(test, starts_on=clock.today(), by=place.nurse)
    assert (made.stage, made.team_only) == (Stage.TESTING, False)


def measured_series(project: Project) -> int:
    """The id of its one measure."""
    return measures_of([project.id])[project.id][0].series_id
