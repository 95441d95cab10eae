"""Which objective a project serves, in one tap; signals that start projects; and what objectives say of their projects."""

import datetime as dt

import pytest

from qms.control.signals.actions import close
from qms.golden_thread.readings.models import Signal, SignalState
from qms.improvement.pdsa.actions import decide
from qms.improvement.pdsa.models import Decision
from qms.improvement.progress.actions import change_stage
from qms.improvement.projects.models import Project, Stage
from qms.improvement.strand import ImprovementStrand
from qms.kernel import clock
from qms.kernel.db import db
from qms.planning.drivers.models import DriverProject
from tests.builder import Builder
from tests.improvement.conftest import Place
from tests.improvement.ideas.test_ideas import change_idea
from tests.improvement.making import cycle, falls, objective, project, signal_of
from tests.improvement.projects.test_start import NEW, answers
from tests.page_client import PageClient

BETTER = [6, 5, 7, 6, 5, 6, 7, 5, 6, 7, 6, 5, 3, 2, 3, 4, 3, 2, 3, 4]  # twelve months before March 2026, eight since
SAME = [6, 5, 7, 6, 5, 6, 7, 5, 6, 7, 6, 5, 6, 5, 7, 6, 5, 6, 7, 5]


def test_the_page_suggests_and_one_tap_stores(client: PageClient, place: Place) -> None:
    objective(place.trust, "No pressure ulcers")
    aim = objective(place.trust, "Fewer falls on older people’s wards")
    made = project(place.ward, place.nurse)
    client.sign_in(place.nurse)
    url = f"/improvement/projects/{made.id}"
    page = client.get(url).text
    assert f'name="serves" value="objective-{aim.id}"' in page
    assert "No pressure ulcers" not in page

    assert client.submit(f"{url}/serves", {"serves": f"objective-{aim.id}"}).status_code == 303
    assert db.session.get(Project, made.id).objective_id == aim.id
    assert 'name="serves"' not in client.get(url).text


def test_a_change_idea_brings_its_plans_objective(client: PageClient, place: Place) -> None:
    aim = objective(place.trust, "Safe care")
    box = change_idea(place.trust, "Night lights prevent falls", objective_id=aim.id)
    made = project(place.ward, place.nurse)
    client.sign_in(place.nurse).submit(f"/improvement/projects/{made.id}/serves", {"serves": f"driver-{box.id}"})
    assert db.session.get(Project, made.id).objective_id == aim.id
    assert db.session.query(DriverProject).one().driver_id == box.id


def test_what_is_not_on_offer_there_is_not_stored(client: PageClient, place: Place) -> None:
    elsewhere = objective(place.other_ward, "Fewer falls on Ward 2")
    made = project(place.ward, place.nurse)
    client.sign_in(place.nurse)
    for key in (f"objective-{elsewhere.id}", "objective-999", "nonsense", ""):
        client.submit(f"/improvement/projects/{made.id}/serves", {"serves": key})
    assert db.session.get(Project, made.id).objective_id is None
    client.sign_in(place.other_nurse)
    assert client.submit(f"/improvement/projects/{made.id}/serves", {"serves": "x"}).status_code == 403


def test_while_a_project_is_started_the_same_is_offered(client: PageClient, place: Place) -> None:
    aim = objective(place.trust, "Fewer falls on older people’s wards")
    client.sign_in(place.nurse)
    found = client.get(f"/improvement/projects/suggestions.json?title=Falls+at+night&why=&unit={place.ward.id}").json
    assert found == [{"key": f"objective-{aim.id}", "label": "Fewer falls on older people’s wards (Riverside Trust)"}]
    assert client.get("/improvement/projects/suggestions.json?title=Falls&unit=x").json == []
    assert client.get("/improvement/projects/suggestions.json?title=Falls&unit=999999").status_code == 404

    client.submit(NEW, answers(place, serves=f"objective-{aim.id}"))
    assert db.session.query(Project).one().objective_id == aim.id


@pytest.mark.one_database
def test_a_start_is_not_held_up_by_an_objective_that_is_none(client: PageClient, place: Place) -> None:
    assert client.sign_in(place.nurse).submit(NEW, answers(place, serves="objective-999")).status_code == 303
    assert db.session.query(Project).one().objective_id is None


@pytest.mark.one_database
def test_a_new_project_shows_what_was_tried_before_until_its_first_test(client: PageClient, place: Place) -> None:
    earlier = project(place.other_ward, place.other_nurse, title="Fewer falls at night on Ward 2")
    earlier.learned = "Low beds alone did not help."
    made = project(place.ward, place.nurse)
    db.session.commit()
    url = f"/improvement/projects/{made.id}"
    assert "Low beds alone did not help." in client.sign_in(place.nurse).get(url).text
    cycle(made, place.nurse)
    assert "Tried before?" not in client.get(url).text


def test_a_project_from_a_signal_is_noted_on_it_and_shown_there(client: PageClient, place: Place, build: Builder) -> None:
    signal = signal_of(falls(build.metric(place.ward, name="Falls"), place.ward, SAME))
    client.sign_in(place.nurse)
    start = client.get(f"{NEW}?signal={signal.id}").text
    assert "Control chart of Falls, Ward 1." in start
    client.submit(f"{NEW}?signal={signal.id}", answers(place))

    stored = db.session.get_one(Signal, signal.id)
    assert (stored.state, stored.owner_id) == (SignalState.ACTED, place.nurse.id)
    assert stored.decision == "We started the project “Fewer falls at night”."
    made = db.session.query(Project).one()
    page = client.get(f"/control/signals/{signal.id}").text
    assert f"/improvement/projects/{made.id}" in page
    change_stage(
        db.session.get_one(Project, made.id), stage=Stage.ABANDONED, since=clock.today(), learned="No.", by=place.nurse
    )
    db.session.commit()
    page = client.get(f"/control/signals/{signal.id}").text
    assert f"/improvement/projects/{made.id}" in page, "an ended project is still what answered it"


def test_a_closed_signal_and_one_of_another_unit_stay_as_they_are(client: PageClient, place: Place, build: Builder) -> None:
    metric = build.metric(place.trust, name="Falls")
    closed, elsewhere = (signal_of(build.series(metric, unit)) for unit in (place.ward, place.other_ward))
    close(closed, reason="A mistake in the data.", by=place.nurse)
    db.session.commit()
    client.sign_in(place.nurse)
    for signal in (closed, elsewhere):
        assert client.submit(f"{NEW}?signal={signal.id}", answers(place)).status_code == 303
    states = [db.session.get_one(Signal, each.id).state for each in (closed, elsewhere)]
    assert states == [SignalState.CLOSED, SignalState.OPEN]


def test_an_objective_says_how_many_of_its_projects_worked(place: Place, build: Builder, addresses: None) -> None:
    aim = objective(place.trust)
    metric = build.metric(place.trust, name="Falls")

    def tested(title: str, values: list[float], unit: object) -> None:
        made = project(unit, place.nurse, title=title, objective=aim, series=falls(metric, unit, values))  # type: ignore[arg-type]
        test = cycle(made, place.nurse, starts_on=dt.date(2026, 2, 10))
        decide(test, decision=Decision.ADOPT, reason="It works.", on=dt.date(2026, 3, 3), by=place.nurse)
        db.session.commit()

    def told() -> str:
        return ImprovementStrand().serving([aim.id])[aim.id].detail

    tested("Worked", [float(each) for each in BETTER], place.ward)
    assert told() == "The one that has begun shows a real improvement."
    tested("Did not", [float(each) for each in SAME], place.other_ward)
    project(place.ward, place.nurse, title="Only an idea", objective=aim)
    assert told() == "Of the 2 that have begun: 1 shows a real improvement and 1 shows no real change."
    cycle(project(place.ward, place.nurse, title="Not measured", objective=aim), place.nurse)
    assert told() == (
        "Of the 3 that have begun: 1 shows a real improvement, 1 shows no real change and of 1 it is not known yet."
    )
    falls(metric, place.ward, [float(each) for each in SAME])
    assert told() == ("Of the 3 that have begun: 2 show no real change and of 1 it is not known yet."), (
        "new figures count at once"
    )


def test_an_objectives_page_says_of_each_project_what_its_chart_shows_and_leads_to_ended_ones(
    client: PageClient, place: Place, build: Builder
) -> None:
    aim = objective(place.trust)
    series = falls(build.metric(place.trust, name="Falls"), place.ward, [float(each) for each in BETTER])
    made = project(place.ward, place.nurse, title="Night lights", objective=aim, series=series)
    decide(cycle(made, place.nurse, starts_on=dt.date(2026, 2, 10)), decision=Decision.ADOPT, reason="It works.",
           on=dt.date(2026, 3, 3), by=place.nurse)  # fmt: skip
    db.session.commit()
    page = client.sign_in(place.reader).get(f"/objectives/{aim.id}").text
    assert "The one that has begun shows a real improvement." in page
    assert "The chart shows a real improvement." in page
    change_stage(made, stage=Stage.COMPLETED, since=clock.today(), learned="Lights help.", by=place.nurse)
    db.session.commit()
    page = client.get(f"/objectives/{aim.id}").text
    assert "1 project completed" in page
    assert f'href="/improvement/?objective={aim.id}">See what became of it</a>' in page


@pytest.mark.one_database
def test_what_it_serves_is_asked_on_the_first_part_of_the_page_alone(client: PageClient, place: Place) -> None:
    objective(place.trust, "Fewer falls")
    made = project(place.ward, place.nurse, title="Fewer falls at night")
    client.sign_in(place.nurse)
    asks = 'aria-label="Which objective does it serve?"'
    assert asks in client.get(f"/improvement/projects/{made.id}").text
    assert asks not in client.get(f"/improvement/projects/{made.id}?tab=cycles").text
