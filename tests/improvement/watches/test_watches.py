"""A finished project leaves a watch: the gain holds, slips or is watched to the end, and its team hears of it once."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest

from qms.golden_thread.metrics.models import Metric
from qms.improvement.measures.actions import link_measure
from qms.improvement.pdsa.actions import decide
from qms.improvement.pdsa.models import Decision
from qms.improvement.progress.actions import archive, change_stage
from qms.improvement.projects.models import LogEntry, Project, Stage, StageStep
from qms.improvement.team.actions import add_member
from qms.improvement.watches.actions import check_watches, set_until
from qms.improvement.watches.jobs import check_control_watches
from qms.improvement.watches.models import ControlWatch, WatchState
from qms.improvement.watches.opening import months_after
from qms.kernel import clock
from qms.kernel.db import db
from tests.builder import Builder
from tests.improvement.conftest import Place
from tests.improvement.making import cycle, falls, project
from tests.outbox import Outbox
from tests.page_client import PageClient

BEFORE = [6.0, 5, 7, 6, 5, 6, 7, 5, 6, 7, 6, 5]
SINCE = [3.0, 2, 3, 4, 3, 2, 3, 4]
CHANGE = dt.date(2025, 8, 3)
UNTIL = dt.date(2026, 3, 1)  # the last month that was measured when the project was completed
BETTER = [*BEFORE, *SINCE]


def completed(place: Place, metric: Metric, values: list[float] = BETTER) -> Project:
    """A project whose change was adopted in August 2025, completed on 20 March 2026."""
    series = falls(metric, place.ward, values, until=UNTIL)
    made = project(place.ward, place.nurse, series=series)
    add_member(made, person=place.reader, part="Nurse", by=place.nurse)
    with clock.standing_at(dt.datetime(2026, 3, 20, 9, tzinfo=dt.UTC)):
        test = cycle(made, place.nurse, starts_on=dt.date(2025, 7, 1))
        decide(test, decision=Decision.ADOPT, reason="It works.", on=CHANGE, by=place.nurse)
        change_stage(made, stage=Stage.COMPLETED, since=dt.date(2026, 3, 20), learned="Lights work.", by=place.nurse)
    db.session.commit()
    return made


def more(metric: Metric, place: Place, values: list[float], *, until: dt.date) -> None:
    """The months that follow, as an upload brings them."""
    falls(metric, place.ward, values, until=until)


def watch_of(made: Project) -> ControlWatch:
    return db.session.query(ControlWatch).filter_by(project_id=made.id).one()


def test_a_completed_project_leaves_a_watch_of_twelve_months_on_each_measure(place: Place, build: Builder) -> None:
    made = completed(place, build.metric(place.ward, name="Falls"))
    watch = watch_of(made)
    assert (watch.starts_on, watch.until_on) == (dt.date(2026, 3, 20), dt.date(2027, 3, 20))
    assert watch.is_watching
    assert watch.improved


@pytest.mark.one_database
def test_other_ends_leave_none_and_opening_again_ends_it(place: Place, build: Builder) -> None:
    made = completed(place, build.metric(place.ward, name="Falls"))
    change_stage(made, stage=Stage.TESTING, since=clock.today(), by=place.nurse)
    db.session.commit()
    assert (watch_of(made).state, watch_of(made).reason) == (WatchState.ENDED, "The project was opened again.")
    change_stage(made, stage=Stage.STOPPED, since=clock.today(), learned="No time.", by=place.nurse)
    assert db.session.query(ControlWatch).filter_by(state=WatchState.WATCHING).count() == 0


def test_while_the_gain_holds_nothing_happens(place: Place, build: Builder, letters: Outbox) -> None:
    metric = build.metric(place.ward, name="Falls")
    made = completed(place, metric)
    more(metric, place, [*BETTER, 3.0, 4, 6, 3, 2, 3], until=dt.date(2026, 9, 1))
    assert check_control_watches() == "0 watches slipped, 0 ran out, 0 letters sent."
    assert db.session.get(Project, made.id).stage is Stage.COMPLETED
    assert watch_of(made).is_watching
    assert not letters


def test_measurements_back_at_the_old_level_open_the_project_in_the_same_transaction(
    place: Place, build: Builder, letters: Outbox
) -> None:
    metric = build.metric(place.ward, name="Falls")
    made = completed(place, metric)
    archive(made, by=place.nurse)
    db.session.commit()

    more(metric, place, [*BETTER, 3.0, 6, 7, 6], until=dt.date(2026, 7, 1))

    watch = watch_of(made)
    assert watch.state is WatchState.SLIPPED
    assert watch.over_on == clock.today()
    stored = db.session.get(Project, made.id)
    assert (stored.stage, stored.ended_on, stored.is_archived) == (Stage.SUSTAINING, None, False)
    assert stored.learned == "Lights work.", "what was learned stays"
    step = db.session.query(StageStep).filter_by(project_id=made.id).order_by(StageStep.id.desc()).first()
    assert (step.stage, step.since) == (Stage.SUSTAINING, clock.today())
    entry = db.session.query(LogEntry).filter_by(project_id=made.id).one()
    assert entry.text.startswith("The control watch found that the gain slipped. Falls, Ward 1: ")
    assert entry.text.endswith("The project is open again, to hold the gain.")


@pytest.mark.one_database
def test_the_projects_page_says_why_it_is_open_again_until_it_moves_on(
    client: PageClient, place: Place, build: Builder
) -> None:
    metric = build.metric(place.ward, name="Falls")
    made = completed(place, metric)
    more(metric, place, [*BETTER, 3.0, 6, 7, 6], until=dt.date(2026, 7, 1))
    client.sign_in(place.reader)
    url = f"/improvement/projects/{made.id}"
    said = "The gain slipped. Falls, Ward 1: "
    page = client.get(url).text
    assert said in page
    assert "The project was opened again on 22 November 2026." in page
    change_stage(made, stage=Stage.TESTING, since=clock.today(), by=place.nurse)
    db.session.commit()
    assert said not in client.get(url).text


def test_everybody_on_the_project_is_told_once(place: Place, build: Builder, letters: Outbox) -> None:
    metric = build.metric(place.ward, name="Falls")
    made = completed(place, metric)
    made.coach = place.coach
    made.sponsor = place.other_nurse
    place.other_nurse.active = False
    more(metric, place, [*BETTER, 3.0, 6, 7, 6], until=dt.date(2026, 7, 1))
    assert check_control_watches() == "0 watches slipped, 0 ran out, 3 letters sent."
    assert {each["to"] for each in letters} == {place.nurse.email, place.reader.email, place.coach.email}
    assert letters[0]["subject"] == "The gain slipped: Fewer falls at night"
    assert "Falls, Ward 1" in letters[0]["body"]
    assert "The project is open again." in letters[0]["body"]
    assert f"/improvement/projects/{made.id}" in letters[0]["body"]
    assert check_control_watches() == "0 watches slipped, 0 ran out, 0 letters sent."


def test_a_concern_that_stood_when_the_watch_began_does_not_slip_it(place: Place, build: Builder) -> None:
    made = completed(place, build.metric(place.ward, name="Falls"), [*BEFORE, 12.0, 13, 12, 14, 13, 12, 13, 14])
    made_on = watch_of(made).created_at
    assert made_on < clock.now()
    watch_of(made).created_at = clock.now()
    db.session.commit()
    assert check_watches() == 0


def test_slipping_ends_the_projects_other_watches(place: Place, build: Builder) -> None:
    metric, other = build.metric(place.ward, name="Falls"), build.metric(place.ward, name="Checks", kind="process")
    series = falls(other, place.ward, BETTER, until=UNTIL)
    made = completed(place, metric)
    change_stage(made, stage=Stage.TESTING, since=clock.today(), by=place.nurse)
    link_measure(made, series=series, by=place.nurse)
    change_stage(made, stage=Stage.COMPLETED, since=clock.today(), learned="Again.", by=place.nurse)
    db.session.commit()
    more(metric, place, [*BETTER, 3.0, 6, 7, 6], until=dt.date(2026, 7, 1))
    states = {each.series_id: each.state for each in db.session.query(ControlWatch).order_by(ControlWatch.id)}
    assert set(states.values()) == {WatchState.SLIPPED, WatchState.ENDED}


def test_a_watch_that_runs_out_says_how_it_went(place: Place, build: Builder, letters: Outbox) -> None:
    metric, silent = build.metric(place.ward, name="Falls"), build.metric(place.ward, name="Silent")
    held, unknown = completed(place, metric), completed(place, silent)
    more(metric, place, [*BETTER, 3.0, 2, 3, 4], until=dt.date(2026, 7, 1))
    with clock.standing_at(dt.datetime(2027, 3, 20, 9, tzinfo=dt.UTC)):
        assert check_control_watches().startswith("0 watches slipped, 0 ran out")
    with clock.standing_at(dt.datetime(2027, 3, 21, 9, tzinfo=dt.UTC)):
        assert check_control_watches() == "0 watches slipped, 2 ran out, 2 letters sent."
    assert watch_of(held).reason == "The gain held from 20 March 2026 to 20 March 2027."
    assert watch_of(unknown).reason == ("Nothing was measured since 20 March 2026, so nobody knows whether the gain held.")
    assert {each["subject"] for each in letters} == {"A control watch has run out"}
    entry = db.session.query(LogEntry).filter_by(project_id=held.id).one()
    assert entry.text == (
        "The control watch on Falls, Ward 1 has run out. The gain held from 20 March 2026 to 20 March 2027."
    )
    assert db.session.get(Project, held.id).stage is Stage.COMPLETED


def test_a_year_from_the_last_of_february_and_the_end_of_august() -> None:
    assert months_after(dt.date(2024, 2, 29), 12) == dt.date(2025, 2, 28)
    assert months_after(dt.date(2026, 8, 31), 6) == dt.date(2027, 2, 28)
    assert months_after(dt.date(2026, 12, 15), 12) == dt.date(2027, 12, 15)


@pytest.mark.one_database
def test_a_watch_ends_on_a_day_to_come(place: Place, build: Builder) -> None:
    watch = watch_of(completed(place, build.metric(place.ward, name="Falls")))
    with pytest.raises(ValueError, match="to come"):
        set_until(watch, until=clock.today(), by=place.nurse)
    watch.state = WatchState.ENDED
    with pytest.raises(ValueError, match="over"):
        set_until(watch, until=dt.date(2028, 1, 1), by=place.nurse)


@pytest.mark.one_database
def test_the_team_sets_how_long_and_ends_a_watch(client: PageClient, place: Place, build: Builder) -> None:
    made = completed(place, build.metric(place.ward, name="Falls"))
    client.sign_in(place.nurse)
    page = client.get(f"/improvement/projects/{made.id}?tab=measures").text
    assert "From 20 March 2026 until 20 March 2027" in page
    url = f"/improvement/projects/{made.id}/watches"
    assert client.submit(url, {"months": "5"}).status_code == 422
    assert client.submit(url, {"months": "24"}).status_code == 303
    assert watch_of(made).until_on == months_after(clock.today(), 24)
    assert client.submit(f"/improvement/watches/{watch_of(made).id}/end").status_code == 303
    assert watch_of(made).state is WatchState.ENDED
    client.submit(url, {"months": "6"})
    assert db.session.query(ControlWatch).filter_by(state=WatchState.WATCHING).one().until_on == months_after(
        clock.today(), 6
    )


@pytest.mark.one_database
def test_a_project_that_goes_on_is_not_watched(client: PageClient, place: Place, build: Builder) -> None:
    made = project(place.ward, place.nurse, series=build.series(build.metric(place.ward), place.ward))
    client.sign_in(place.nurse)
    assert "Control watch" not in client.get(f"/improvement/projects/{made.id}?tab=measures").text
    client.submit(f"/improvement/projects/{made.id}/watches", {"months": "12"})
    assert db.session.query(ControlWatch).count() == 0


@pytest.mark.one_database
def test_the_page_lists_a_units_watches_and_what_slipped_first(client: PageClient, place: Place, build: Builder) -> None:
    client.sign_in(place.reader)
    assert "No finished project has left a watch here yet." in client.get("/improvement/watches").text
    metric = build.metric(place.ward, name="Falls")
    completed(place, build.metric(place.ward, name="Checks"))
    completed(place, metric)
    more(metric, place, [*BETTER, 3.0, 6, 7, 6], until=dt.date(2026, 7, 1))
    page = client.get(f"/improvement/watches?unit={place.trust.id}").text
    assert "1 measure is watched; 1 slipped or got worse." in page
    assert page.index("Falls, Ward 1") < page.index("Checks, Ward 1")
    assert "Falls, Ward 1" not in client.get("/improvement/watches?state=watching").text
    assert "No watch here matches" in client.get(f"/improvement/watches?unit={place.other_ward.id}").text
    assert client.get("/improvement/watches?unit=999").status_code == 404
    assert client.get("/improvement/watches?state=nonsense&unit=x").status_code == 200
    assert client.get("/improvement/watches.csv").text.count("\n") == 3


@pytest.mark.one_database
def test_the_queries_do_not_grow_with_the_watches(
    client: PageClient, place: Place, build: Builder, count_queries: Callable[[], Any]
) -> None:
    client.sign_in(place.reader)

    def asked(what: Callable[[], object]) -> int:
        db.session.expunge_all()
        with count_queries() as queries:
            what()
        return len(queries)

    def both() -> tuple[int, int]:
        return asked(lambda: client.get("/improvement/watches")), asked(check_watches)

    completed(place, build.metric(place.ward, name="Falls"))
    both()
    few = both()
    db.session.add_all([place.ward, place.nurse, place.reader])
    for number in range(4):
        completed(place, build.metric(place.ward, name=f"Falls {number}"))
    assert both() == few
