"""The results of a collaborative: all teams together, side by side on one scale, and who has reported."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest

from qms.control.measurements.models import Measurement
from qms.golden_thread.metrics.models import Cadence, Metric, Series
from qms.improvement.collaboratives.models import Collaborative
from qms.improvement.collaboratives.results.reporting import Reported, last_periods, lines_of
from qms.improvement.conversation.models import Notice, NoticeKind
from qms.improvement.projects.models import Stage
from qms.kernel import clock
from qms.kernel.audit import AuditEvent
from qms.kernel.db import db
from tests.builder import Builder
from tests.improvement.collaboratives.growing import grow, queries_of
from tests.improvement.collaboratives.making import collaborative, event, idea, measure, team
from tests.improvement.conftest import Place
from tests.improvement.making import falls, project
from tests.page_client import PageClient

TODAY = dt.date(2026, 11, 22)
OCTOBER = dt.date(2026, 10, 1)


@pytest.fixture
def programme(build: Builder, place: Place) -> tuple[Collaborative, Metric]:
    """Two wards that measure falls: Ward 1 has reported October, Ward 2 nothing since September."""
    found = collaborative(place.trust, place.coach)
    metric = build.metric(place.trust, name="Falls")
    measure(found, metric.id)
    team(found, project(place.ward, place.nurse, title="Lights at night"))
    team(found, project(place.other_ward, place.other_nurse, title="Low beds"))
    falls(metric, place.ward, [6.0, 5, 7, 6, 5, 6, 7, 5, 6, 7, 6, 5, 6, 5])
    falls(metric, place.other_ward, [4.0, 3, 4, 5, 4, 3, 4, 5, 4, 3, 4, 3], until=dt.date(2026, 9, 1))
    return found, metric


def address(found: Collaborative, **more: object) -> str:
    query = "".join(f"&{name}={value}" for name, value in more.items())
    return f"/improvement/collaboratives/{found.id}?tab=results{query}"


def test_the_page_says_whether_it_works_overall_and_who_is_behind(
    client: PageClient, place: Place, programme: tuple[Collaborative, Metric]
) -> None:
    client.sign_in(place.coach)
    page = client.get(address(programme[0]))

    assert "Falls, teams together" in page.text
    assert "All 2 reported throughout." in page.text
    assert "2 periods are from fewer than these 2 teams" in page.text
    assert "1 of 2 teams has reported" not in page.text
    assert "1 of 2 teams have reported October 2026." in page.text
    assert page.text.count('<div class="qms-multiple__chart">') == 2


def test_a_team_that_falls_silent_moves_no_sum(client: PageClient, build: Builder, place: Place) -> None:
    found = collaborative(place.trust, place.coach)
    metric = build.metric(place.trust, name="Falls")
    measure(found, metric.id)
    wards = [place.ward, place.other_ward, build.unit("Ward 3", parent=place.trust)]
    for number, ward in enumerate(wards):
        team(found, project(ward, place.nurse, title=f"Falls {number}"))
    for ward in wards[:2]:
        falls(metric, ward, [5.0, 4, 5, 6] * 6)
    falls(metric, wards[2], [30.0, 31, 29] * 6, until=dt.date(2026, 5, 1))
    client.sign_in(place.coach)
    said = "2 of 3 reported throughout: Ward 1 and Ward 2. Not in it: Ward 3."
    for page in (client.get(address(found)).text, client.get(f"/improvement/collaboratives/{found.id}").text):
        assert said in page
        assert "real improvement" not in page
    assert "None of 3 teams improve by their own charts." in page


def test_without_a_panel_there_is_no_judgement_and_the_reason_is_said(
    client: PageClient, place: Place, programme: tuple[Collaborative, Metric]
) -> None:
    found, _ = programme
    fell_silent = db.select(Series.id).where(Series.unit_id == place.other_ward.id)
    late = Measurement.series_id.in_(fell_silent), Measurement.period > dt.date(2026, 6, 15)
    db.session.execute(db.delete(Measurement).where(*late))
    db.session.commit()
    client.sign_in(place.coach)
    for page in (client.get(address(found)).text, client.get(f"/improvement/collaboratives/{found.id}").text):
        assert "No judgement over all together: 1 of 2 reported throughout" in page
        assert "The chart shows" not in page
    assert "Overdue: Ward 2 (Ben Shaw)." in client.get(address(found)).text
    assert "Teams together" not in client.get(f"/improvement/collaboratives/{found.id}/results.csv").text


def test_a_programme_without_measures_or_teams_says_what_will_stand_here(client: PageClient, place: Place) -> None:
    client.sign_in(place.reader)
    assert "No results yet" in client.get(address(collaborative(place.trust, place.coach))).text


def test_a_measure_that_nobody_has_measured_is_shown_as_such(client: PageClient, build: Builder, place: Place) -> None:
    found = collaborative(place.trust, place.coach)
    measure(found, build.metric(place.trust, name="Falls").id)
    team(found, project(place.ward, place.nurse))
    client.sign_in(place.reader)
    page = client.get(address(found))
    assert "No team has figures of it yet." in page.text
    assert "Nothing has been reported yet." in page.text


def test_the_address_chooses_the_measure_and_nonsense_gives_the_first(
    client: PageClient, build: Builder, place: Place, programme: tuple[Collaborative, Metric]
) -> None:
    found, _ = programme
    second = build.metric(place.trust, name="Bed rails up")
    measure(found, second.id, position=1)
    client.sign_in(place.reader)
    assert "Who has reported Bed rails up" in client.get(address(found, measure=second.id)).text
    assert "Who has reported Falls" in client.get(address(found, measure="nothing")).text


def test_asking_for_figures_tells_the_lead_once(
    client: PageClient, place: Place, programme: tuple[Collaborative, Metric]
) -> None:
    found, metric = programme
    late = db.session.execute(db.text("select id from collaborative_team order by id desc")).scalar()
    client.sign_in(place.coach)
    for _ in range(2):
        page = client.submit(f"/improvement/collaboratives/teams/{late}/figures", {"measure": metric.id})
        assert page.status_code == 303

    told = db.session.query(Notice).filter_by(kind=NoticeKind.FIGURES).all()
    assert [each.person_id for each in told] == [place.other_nurse.id]
    assert db.session.query(AuditEvent).filter_by(event="collaborative.figures-asked").count() == 1
    assert ">Asked<" in client.get(address(found)).text


def test_only_who_runs_the_programme_may_ask(
    client: PageClient, place: Place, programme: tuple[Collaborative, Metric]
) -> None:
    found, metric = programme
    late = db.session.execute(db.text("select id from collaborative_team order by id desc")).scalar()
    client.sign_in(place.nurse)
    assert "Ask for figures" not in client.get(address(found)).text
    page = client.submit(f"/improvement/collaboratives/teams/{late}/figures", {"measure": metric.id})
    assert page.status_code == 403


def test_a_team_whose_project_is_kept_from_the_reader_stays_hidden(
    client: PageClient, build: Builder, place: Place, programme: tuple[Collaborative, Metric]
) -> None:
    found, metric = programme
    ward = build.unit("Ward 9")
    hidden = project(ward, place.nurse, title="Still secret")
    assert hidden.stage is Stage.IDEA
    hidden.team_only = True
    team(found, hidden)
    falls(metric, ward, [9.0] * 13)
    client.sign_in(place.reader)
    page = client.get(address(found))
    assert "Ward 9" not in page.text
    assert "of 2 teams" in page.text


def test_the_file_has_all_teams_together_and_each(
    client: PageClient, place: Place, programme: tuple[Collaborative, Metric]
) -> None:
    client.sign_in(place.reader)
    page = client.get(f"/improvement/collaboratives/{programme[0].id}/results.csv")
    lines = page.text.splitlines()
    assert lines[1] == "Teams together,,Falls,2026-10-01,5,,,1"
    assert "Low beds,Ward 2,Falls,2026-09-01,3,3,1000," in lines
    assert client.get("/improvement/collaboratives/999/results.csv").status_code == 404


def test_the_number_of_queries_does_not_grow_with_the_teams(
    client: PageClient,
    build: Builder,
    place: Place,
    programme: tuple[Collaborative, Metric],
    count_queries: Callable[[], Any],
) -> None:
    found, metric = programme
    client.sign_in(place.coach)
    few = queries_of(client, [address(found)], count_queries)
    grow(build, place, found, metric=metric)
    assert queries_of(client, [address(found)], count_queries) <= few


def test_two_teams_of_one_unit_share_its_chart_which_counts_once(
    client: PageClient, build: Builder, place: Place, programme: tuple[Collaborative, Metric]
) -> None:
    found, metric = programme
    team(found, project(place.ward, place.nurse, title="Slippers that fit"))
    falls(metric, place.ward, [6.0, 5, 7, 6, 5, 6, 7, 5, 6, 7, 6, 5, 6, 40])
    page = client.sign_in(place.reader).get(address(found)).text
    assert "Of 2 units with figures (3 teams), 1 gives concern." in page
    assert page.count('<div class="qms-multiple__chart">') == 2
    both = page[page.index('<ul class="qms-multiples') : page.index("Ward 2</a></h4>")]
    assert "Lights at night</a>" in both
    assert "Slippers that fit</a>" in both
    assert "fewer than these 2 units" in page
    assert "2 of 3 teams have reported October 2026." in page
    assert "Ward 1: Lights at night</a>" in page, "rows of one ward can be told apart"
    assert ",Falls,2026-10-01,40,,,1" in client.get(f"/improvement/collaboratives/{found.id}/results.csv").text


def test_teams_stand_as_people_count_their_wards(
    client: PageClient, build: Builder, place: Place, programme: tuple[Collaborative, Metric]
) -> None:
    found, metric = programme
    for number in (10, 3):
        ward = build.unit(f"Ward {number}", parent=place.trust)
        team(found, project(ward, place.nurse, title=f"Falls on {number}"))
        falls(metric, ward, [5.0, 6, 5, 4, 5, 6, 5, 4, 5, 6, 5, 4, 5])
    session = event(found)
    idea(found)
    wards = ["Ward 1", "Ward 2", "Ward 3", "Ward 10"]
    here = f"/improvement/collaboratives/{found.id}"
    client.sign_in(place.coach)
    for page in (here, f"{here}?tab=results", f"{here}?tab=storyboards", f"{here}?tab=ideas", f"{here}.csv",
                 f"{here}/results.csv", f"/improvement/collaboratives/events/{session.id}/storyboards",
                 f"/improvement/collaboratives/events/{session.id}/attendance"):  # fmt: skip
        text = client.get(page).text
        places = [min(text.index(each + end) for end in ("<", ",", ":") if each + end in text) for each in wards]
        assert places == sorted(places), page
    other = collaborative(place.trust, place.coach, title="Another")
    offered = client.get(f"/improvement/collaboratives/{other.id}/teams/add").text
    assert [offered.index(f"({each})") for each in wards] == sorted(offered.index(f"({each})") for each in wards)


class TestReporting:
    """Which periods a team could have reported, without a database."""

    def test_the_columns_end_with_the_last_month_that_is_over(self) -> None:
        periods = last_periods([dt.date(2026, 5, 1), dt.date(2026, 3, 1)], Cadence.MONTHLY, TODAY)
        assert len(periods) == 12
        assert (periods[0], periods[-1]) == (dt.date(2025, 11, 1), OCTOBER)

    def test_weeks_keep_the_weekday_of_what_was_measured(self) -> None:
        monday = dt.date(2026, 10, 5)
        assert last_periods([monday], Cadence.WEEKLY, TODAY)[-1] == dt.date(2026, 11, 9)

    def test_events_and_the_unmeasured_have_no_calendar(self) -> None:
        assert last_periods([OCTOBER], Cadence.EVENT, TODAY) == []
        assert last_periods([], Cadence.MONTHLY, TODAY) == []

    def test_missing_is_what_is_overdue_since_the_team_joined(self) -> None:
        periods = last_periods([OCTOBER], Cadence.MONTHLY, TODAY)
        [line] = lines_of({1: dt.date(2026, 8, 10)}, {1: {dt.date(2026, 8, 1)}}, periods, Cadence.MONTHLY, TODAY)
        assert list(line.cells[-4:]) == [Reported.BEFORE, Reported.HERE, Reported.MISSING, Reported.AWAITED]
        assert line.is_late
        assert line.lacks_latest
        assert (line.here, line.expected) == (1, 2)

    def test_who_waits_for_a_month_that_is_not_due_is_not_late(self) -> None:
        periods = last_periods([OCTOBER], Cadence.MONTHLY, TODAY)
        [line] = lines_of({1: OCTOBER}, {1: {dt.date(2026, 9, 1)}}, periods, Cadence.MONTHLY, TODAY)
        assert not line.is_late
        assert line.lacks_latest


def test_today_is_the_day_that_these_tests_count_from() -> None:
    assert clock.today() == TODAY
