"""Storyboards: one page a team for each learning session, from the record and the team's own words."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest

from qms.control.measurements.models import Measurement
from qms.golden_thread.metrics.models import Metric
from qms.improvement.collaboratives.models import (
    Collaborative,
    CollaborativeEvent,
    CollaborativeTeam,
    EventKind,
    Storyboard,
)
from qms.improvement.measures.actions import link_measure
from qms.improvement.pdsa.actions import decide, record_result
from qms.improvement.pdsa.models import Decision
from qms.kernel import clock
from qms.kernel.audit import AuditEvent
from qms.kernel.db import db
from tests.builder import Builder
from tests.improvement.collaboratives.growing import YEAR, grow, queries_of
from tests.improvement.collaboratives.making import collaborative, event, measure, stored, team
from tests.improvement.conftest import Place
from tests.improvement.making import cycle, falls, project
from tests.page_client import PageClient

WORDS = {"headline": "Nights are calmer", "tried": "", "learned": "Lights help.", "ask": "", "next_steps": "Try Bay B."}


@dataclass
class Made:
    """A programme with two teams, a session that is over and one to come."""

    found: Collaborative
    teams: tuple[CollaborativeTeam, CollaborativeTeam]
    before: CollaborativeEvent
    coming: CollaborativeEvent

    def address(self, event: CollaborativeEvent, number: int, more: str = "") -> str:
        return f"/improvement/collaboratives/events/{event.id}/storyboards/{self.teams[number].id}{more}"


@pytest.fixture
def made(place: Place) -> Made:
    found = collaborative(place.trust, place.coach)
    first = project(place.ward, place.nurse, title="Lights at night")
    second = project(place.other_ward, place.other_nurse, title="Low beds")
    teams = (team(found, first), team(found, second))
    return Made(found, teams, event(found, -60, title="Learning session 1"), event(found, 10, title="Learning session 2"))


def test_the_tab_says_who_has_none_yet_and_leads_one_s_own_team_to_it(client: PageClient, place: Place, made: Made) -> None:
    address = f"/improvement/collaboratives/{made.found.id}?tab=storyboards"
    page = client.sign_in(place.nurse).get(address)
    assert "0 of 2 teams have written a storyboard." in page.text
    assert "Write the storyboard of Ward 1" in page.text
    assert "Write the storyboard of Ward 2" not in page.text
    assert page.text.index("Learning session 2") < page.text.index("Learning session 1")


def test_a_coach_has_a_table_of_teams_and_no_button_for_each(client: PageClient, place: Place, made: Made) -> None:
    stored(
        Storyboard(event_id=made.coming.id, team_id=made.teams[1].id, by_id=place.other_nurse.id, headline="Low beds help")
    )
    page = client.sign_in(place.coach).get(f"/improvement/collaboratives/{made.found.id}?tab=storyboards")
    assert "1 of 2 teams have written a storyboard." in page.text
    assert "Write the storyboard of" not in page.text
    assert made.address(made.coming, 0, "/edit") in page.text
    assert made.address(made.coming, 1, "/edit") in page.text
    reader = client.sign_in(place.reader).get(f"/improvement/collaboratives/{made.found.id}?tab=storyboards")
    assert made.address(made.coming, 1) in reader.text
    assert "/edit" not in reader.text


def test_two_teams_of_one_ward_share_a_chart_and_no_id(client: PageClient, build: Builder, place: Place, made: Made) -> None:
    metric = build.metric(place.trust, name="Falls")
    measure(made.found, metric.id)
    falls(metric, place.ward, YEAR)
    team(made.found, project(place.ward, place.nurse, title="Slippers that fit"))
    # the client refuses a page on which an id stands twice
    page = client.sign_in(place.reader).get(f"/improvement/collaboratives/events/{made.coming.id}/storyboards")
    assert page.text.count(">Falls, Ward 1</title>") == 2


def test_a_programme_without_sessions_says_what_a_storyboard_is(client: PageClient, place: Place) -> None:
    found = collaborative(place.trust, place.coach)
    event(found, kind=EventKind.CALL, title="Call")
    page = client.sign_in(place.reader).get(f"/improvement/collaboratives/{found.id}?tab=storyboards")
    assert "What a storyboard is" in page.text


def test_a_team_writes_its_words_and_changes_them(client: PageClient, place: Place, made: Made) -> None:
    edit = made.address(made.coming, 0, "/edit")
    client.sign_in(place.nurse)
    assert client.submit(edit, WORDS | {"version": ""}).status_code == 303
    page = client.get(made.address(made.coming, 0))
    assert "Nights are calmer" in page.text
    assert "Try Bay B." in page.text
    assert client.submit(edit, WORDS | {"version": "1", "ask": "Low beds to lend?"}).status_code == 303
    events = [
        each.event
        for each in db.session.query(AuditEvent).order_by(AuditEvent.id).filter(AuditEvent.event.like("storyboard.%"))
    ]
    assert events == ["storyboard.written", "storyboard.edited"]
    edited = db.session.query(AuditEvent).filter_by(event="storyboard.edited").one().detail["changed"]
    assert edited["ask"][1] == "Low beds to lend?"
    assert edited["ask"][0] == WORDS.get("ask", ""), "what it said before is kept"


def test_a_storyboard_without_a_word_or_with_a_patient_s_number_is_refused(
    client: PageClient, place: Place, made: Made
) -> None:
    edit = made.address(made.coming, 0, "/edit")
    client.sign_in(place.nurse)
    assert "Write a line in one of these." in client.submit(edit, {"version": "", "headline": "  "}).text
    refused = client.submit(edit, WORDS | {"version": "", "tried": "Patient 943 476 5919 fell."})
    assert refused.status_code == 422
    assert db.session.query(Storyboard).count() == 0


def test_two_who_write_at_once_lose_nothing(client: PageClient, place: Place, made: Made) -> None:
    edit = made.address(made.coming, 0, "/edit")
    client.sign_in(place.nurse)
    client.submit(edit, WORDS | {"version": ""})
    overtaken = client.submit(edit, WORDS | {"version": "", "headline": "Fewer falls"})
    assert overtaken.status_code == 409
    assert "Nights are calmer" in overtaken.text
    assert "Fewer falls" in overtaken.text


def test_what_was_planned_last_time_is_shown_when_the_next_is_written(client: PageClient, place: Place, made: Made) -> None:
    stored(
        Storyboard(event_id=made.before.id, team_id=made.teams[0].id, by_id=place.nurse.id, next_steps="Ask the night team.")
    )
    page = client.sign_in(place.nurse).get(made.address(made.coming, 0, "/edit"))
    assert "Last time you planned" in page.text
    assert "Ask the night team." in page.text
    assert "Ask the night team." in client.get(made.address(made.coming, 0)).text


def test_a_sheet_has_the_tests_since_the_last_session_as_they_stood(client: PageClient, place: Place, made: Made) -> None:
    today = clock.today()
    own = made.teams[0].project
    for question, starts, decided in (
        ("Does a bell help?", 150, 100),
        ("Does a night light help?", 90, 20),
        ("Do slippers help?", 10, None),
    ):
        test = cycle(own, place.nurse, question=question, starts_on=today - dt.timedelta(days=starts))
        if decided:
            record_result(test, studied=f"Found: {question}", by=place.nurse)
            day = today - dt.timedelta(days=decided)
            decide(test, decision=Decision.ADOPT, reason="It did.", by=place.nurse, on=day)
    db.session.commit()
    client.sign_in(place.reader)
    now, then = client.get(made.address(made.coming, 0)).text, client.get(made.address(made.before, 0)).text
    assert "Does a bell help?" not in now
    assert "Found: Does a night light help?" in now
    assert "Do slippers help?" in now
    assert "Found: Does a bell help?" in then
    assert "Does a night light help?" in then
    assert "Found: Does a night light help?" not in then, "nobody knew that yet"
    assert "Do slippers help?" not in then


def test_all_of_a_session_stand_on_one_page_and_say_which_come_from_the_record(
    client: PageClient, build: Builder, place: Place, made: Made
) -> None:
    metric = build.metric(place.trust, name="Falls")
    measure(made.found, metric.id)
    falls(metric, place.ward, YEAR)
    stored(Storyboard(event_id=made.coming.id, team_id=made.teams[0].id, by_id=place.nurse.id, headline="Nights are calmer"))
    page = client.sign_in(place.reader).get(f"/improvement/collaboratives/events/{made.coming.id}/storyboards")
    assert "1 of 2 teams have written one" in page.text
    assert page.text.count('<article class="qms-storyboard"') == 2
    assert "The team has written nothing for this session" in page.text
    assert ">Falls, Ward 1</title>" in page.text


def test_only_the_team_and_who_runs_the_programme_write(client: PageClient, place: Place, made: Made) -> None:
    edit = made.address(made.coming, 0, "/edit")
    assert client.sign_in(place.other_nurse).get(edit).status_code == 403
    assert client.sign_in(place.coach).get(edit).status_code == 200
    assert "Write it" not in client.sign_in(place.reader).get(made.address(made.coming, 0)).text


def test_calls_and_other_programmes_have_no_storyboard_of_the_team(client: PageClient, place: Place, made: Made) -> None:
    call = event(made.found, 5, kind=EventKind.CALL, title="Call")
    elsewhere = event(collaborative(place.trust, place.coach, title="Sepsis together"), 5)
    client.sign_in(place.coach)
    assert client.get(made.address(call, 0)).status_code == 404
    assert client.get(made.address(elsewhere, 0)).status_code == 404
    assert client.get(f"/improvement/collaboratives/events/{call.id}/storyboards").status_code == 404


def test_a_draft_that_is_its_team_s_alone_has_no_page_for_others(client: PageClient, place: Place, made: Made) -> None:
    made.teams[0].project.team_only = True
    db.session.commit()
    client.sign_in(place.reader)
    assert client.get(made.address(made.coming, 0)).status_code == 404
    assert "Ward 1" not in client.get(f"/improvement/collaboratives/events/{made.coming.id}/storyboards").text
    assert client.sign_in(place.nurse).get(made.address(made.coming, 0)).status_code == 200


def test_the_number_of_queries_does_not_grow_with_the_teams(
    client: PageClient, build: Builder, place: Place, made: Made, count_queries: Callable[[], Any]
) -> None:
    metric = build.metric(place.trust, name="Falls")
    measure(made.found, metric.id)
    falls(metric, place.ward, YEAR)
    cycle(made.teams[0].project, place.nurse)
    client.sign_in(place.coach)
    addresses = (
        f"/improvement/collaboratives/events/{made.coming.id}/storyboards",
        f"/improvement/collaboratives/events/{made.before.id}/storyboards",
        f"/improvement/collaboratives/{made.found.id}?tab=storyboards",
    )
    few = queries_of(client, addresses, count_queries)
    grow(build, place, made.found, metric=metric, session=made.coming)
    assert queries_of(client, addresses, count_queries) <= few


class TestFigures:
    """The chart of a sheet, whatever the figures are."""

    def sheet(self, client: PageClient, place: Place, made: Made, event: CollaborativeEvent) -> str:
        return client.sign_in(place.reader).get(made.address(event, 0)).text

    def measured(self, build: Builder, place: Place, made: Made) -> Metric:
        metric = build.metric(place.trust, name="Falls")
        measure(made.found, metric.id)
        return metric

    def test_a_session_that_is_over_keeps_the_figures_of_its_day_as_they_are_known_today(
        self, client: PageClient, build: Builder, place: Place, made: Made
    ) -> None:
        metric = self.measured(build, place, made)
        falls(metric, place.ward, [6.0, 5, 7, 6, 5, 6, 7, 5, 6, 7, 6, 5, 40])
        then, now = (self.sheet(client, place, made, each) for each in (made.before, made.coming))
        assert made.before.starts_on == dt.date(2026, 9, 23)
        assert "Figures up to August 2026, as they are known today; later ones are left out." in then
        assert "October 2026: 40" not in then
        assert "August 2026, at 6.0" in then
        assert "October 2026, at 40.0" in now
        assert "later ones are left out" not in now
        falls(metric, place.ward, [9.0], until=dt.date(2026, 8, 1))
        assert "August 2026, at 9.0" in self.sheet(client, place, made, made.before), "a correction is known today"

    def test_a_session_before_any_figures_says_so(self, client: PageClient, build: Builder, place: Place, made: Made) -> None:
        falls(self.measured(build, place, made), place.ward, [6.0, 5])
        assert "There were no figures by then" in self.sheet(client, place, made, made.before)
        assert "no chart" not in self.sheet(client, place, made, made.coming)

    def test_what_the_evidence_says_today_is_no_headline_of_the_past(
        self, client: PageClient, build: Builder, place: Place, made: Made
    ) -> None:
        series = falls(self.measured(build, place, made), place.ward, [9.0, 8] * 8 + [2.0, 3] * 8)
        link_measure(made.teams[0].project, series=series, by=place.nurse)
        test = cycle(made.teams[0].project, place.nurse, starts_on=dt.date(2025, 7, 1))
        record_result(test, studied="It helped.", by=place.nurse)
        decide(test, decision=Decision.ADOPT, reason="It did.", by=place.nurse, on=dt.date(2025, 7, 2))
        db.session.commit()
        said = '<p class="qms-lead">Since '
        assert said in self.sheet(client, place, made, made.coming)
        assert said not in self.sheet(client, place, made, made.before)

    def test_impossible_figures_say_what_is_wrong_and_take_no_page_from_others(
        self, client: PageClient, build: Builder, place: Place, made: Made
    ) -> None:
        metric = self.measured(build, place, made)
        series = falls(metric, place.ward, YEAR)
        falls(metric, place.other_ward, YEAR)
        # uploads refuse such a row, but data may come by other ways
        first = db.session.query(Measurement).filter_by(series_id=series.id).order_by(Measurement.period).first()
        assert first is not None
        first.denominator = 0.0
        db.session.commit()
        for session in (made.before, made.coming):
            assert "cannot be charted. " in self.sheet(client, place, made, session)
            every = client.get(f"/improvement/collaboratives/events/{session.id}/storyboards").text
            assert every.count("cannot be charted.") == 1
            assert ">Falls, Ward 2</title>" in every
        results = client.get(f"/improvement/collaboratives/{made.found.id}?tab=results").text
        assert "The figures of 1 cannot be charted." in results
        assert results.count('<div class="qms-multiple__chart">') == 1
        for tab in ("overview", "storyboards"):
            assert client.get(f"/improvement/collaboratives/{made.found.id}?tab={tab}").status_code == 200
        assert client.get(f"/improvement/collaboratives/{made.found.id}/results.csv").status_code == 200

    def test_one_figure_alone_and_a_series_with_gaps_are_drawn(
        self, client: PageClient, build: Builder, place: Place, made: Made
    ) -> None:
        metric = self.measured(build, place, made)
        falls(metric, place.ward, [6.0])
        series = falls(metric, place.other_ward, YEAR)
        gone = db.session.query(Measurement).filter_by(series_id=series.id).order_by(Measurement.period)
        for each in list(gone)[3:6]:
            db.session.delete(each)
        db.session.commit()
        every = f"/improvement/collaboratives/events/{made.coming.id}/storyboards"
        page = client.sign_in(place.reader).get(every).text
        assert ">Falls, Ward 1</title>" in page
        assert ">Falls, Ward 2</title>" in page
        assert client.get(f"/improvement/collaboratives/{made.found.id}?tab=results").status_code == 200
