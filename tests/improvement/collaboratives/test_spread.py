"""How the ideas of a change package spread: tests by their dates, ideas in use without one, and what others found."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest

from qms.improvement.collaboratives.models import Collaborative, CollaborativeTeam, IdeaInUse, PackageIdea
from qms.improvement.collaboratives.spread.tracing import Standing, TestMark, Trace, by_month, steps_of
from qms.improvement.pdsa.actions import decide, record_result
from qms.improvement.pdsa.models import Decision, PdsaCycle
from qms.kernel import clock
from qms.kernel.audit import AuditEvent
from qms.kernel.db import db
from tests.builder import Builder
from tests.improvement.collaboratives.growing import grow, queries_of
from tests.improvement.collaboratives.making import collaborative, idea, team
from tests.improvement.conftest import Place
from tests.improvement.making import cycle, project
from tests.page_client import PageClient

TODAY = dt.date(2026, 11, 22)


def day(month: int, number: int = 1) -> dt.date:
    return dt.date(2026, month, number)


def mark(
    starts: dt.date,
    decision: Decision | None = None,
    decided: dt.date | None = None,
    *,
    number: int = 1,
    follows: int | None = None,
) -> TestMark:
    return TestMark(number, number, starts, decision, decided, follows)


class TestTracing:
    """One team and one idea, without a database."""

    def test_nothing_is_untried_and_a_plan_is_no_test_yet(self) -> None:
        assert Trace().standing(TODAY) is Standing.UNTRIED
        assert Trace([mark(day(12))]).standing(TODAY) is Standing.PLANNED

    def test_adapting_goes_on_testing_and_adopting_ends_it(self) -> None:
        adapted = mark(day(6), Decision.ADAPT, day(6, 20))
        assert Trace([adapted]).standing(TODAY) is Standing.TESTING
        trace = Trace([adapted, mark(day(7), Decision.ADOPT, day(8))])
        assert trace.standing(TODAY) is Standing.ADOPTED
        assert (trace.first_test, trace.used_from, trace.used_until) == (day(6), day(8), None)

    def test_what_was_adopted_and_later_abandoned_was_in_use_between(self) -> None:
        later = mark(day(8), Decision.ABANDON, day(9), number=2, follows=1)
        trace = Trace([mark(day(5), Decision.ADOPT, day(6)), later])
        assert trace.standing(TODAY) is Standing.ABANDONED
        assert [trace.is_used_on(each) for each in (day(5), day(7), day(9))] == [False, True, False]

    def test_an_abandoned_test_before_an_adopted_one_takes_nothing_away(self) -> None:
        trace = Trace([mark(day(3), Decision.ABANDON, day(4)), mark(day(5), Decision.ADOPT, day(6))])
        assert trace.standing(TODAY) is Standing.ADOPTED
        assert trace.used_until is None

    def test_another_test_of_the_idea_that_is_abandoned_leaves_what_was_adopted(self) -> None:
        beside = mark(day(5, 10), Decision.ABANDON, day(7), number=2)
        trace = Trace([mark(day(5), Decision.ADOPT, day(6)), beside])
        assert trace.standing(TODAY) is Standing.ADOPTED
        assert trace.used_until is None

    def test_an_adapted_test_that_led_nowhere_yet_is_still_testing(self) -> None:
        assert Trace([mark(day(5), Decision.ABANDON, day(6)), mark(day(7), number=2)]).standing(TODAY) is Standing.TESTING
        assert Trace([mark(day(5), Decision.ABANDON, day(6))]).standing(TODAY) is Standing.ABANDONED

    def test_in_use_without_a_test_counts_as_use_but_not_as_adoption(self) -> None:
        assert Trace(in_use_since=day(9)).standing(TODAY) is Standing.IN_USE
        assert steps_of([Trace(in_use_since=day(9)), Trace([mark(day(5), Decision.ADOPT, day(6))])]) == [
            (day(6), 1),
            (day(9), 2),
        ]

    def test_the_months_count_who_uses_it_at_their_end(self) -> None:
        traces = [Trace(in_use_since=day(9, 30)), Trace([mark(day(5), Decision.ADOPT, day(10, 31))])]
        assert by_month(traces, day(9), TODAY) == [(day(9), 1), (day(10), 2), (day(11), 2)]


@dataclass
class Made:
    """A programme with two teams and one idea, which Ward 1 has tested and adopted."""

    found: Collaborative
    idea: PackageIdea
    teams: tuple[CollaborativeTeam, CollaborativeTeam]
    cycle: PdsaCycle

    @property
    def address(self) -> str:
        return f"/improvement/collaboratives/ideas/{self.idea.id}"


@pytest.fixture
def made(place: Place) -> Made:
    found = collaborative(place.trust, place.coach)
    first = project(place.ward, place.nurse, title="Lights at night")
    second = project(place.other_ward, place.other_nurse, title="Low beds")
    teams = (team(found, first), team(found, second))
    bays = idea(found, "Bay nursing at night", how="One nurse stays in the bay.")
    tested = cycle(first, place.nurse, package_idea_id=bays.id, starts_on=TODAY - dt.timedelta(days=40))
    record_result(tested, studied="Nobody fell in the bay.", by=place.nurse)
    decide(tested, decision=Decision.ADOPT, reason="It helped.", by=place.nurse, on=TODAY - dt.timedelta(days=30))
    db.session.commit()
    return Made(found, bays, teams, tested)


def test_the_page_of_an_idea_says_what_others_found(client: PageClient, place: Place, made: Made) -> None:
    page = client.sign_in(place.other_nurse).get(made.address)
    assert "1 of 2 teams uses it" not in page.text
    assert "1 of 2 teams use it." in page.text
    assert "Nobody fell in the bay." in page.text
    assert "Adopted because:" in page.text
    assert f"/improvement/projects/{made.teams[1].project_id}/cycles/new?package_idea={made.idea.id}" in page.text
    assert client.get("/improvement/collaboratives/ideas/999").status_code == 404


def test_the_ideas_of_a_programme_show_how_far_each_has_come(client: PageClient, place: Place, made: Made) -> None:
    idea(made.found, "Slippers that fit", position=1)
    page = client.sign_in(place.reader).get(f"/improvement/collaboratives/{made.found.id}?tab=ideas")
    assert "“Bay nursing at night” has spread furthest: 1 of 2 teams use it. 1 idea is untried." in page.text


def test_a_team_says_since_when_it_uses_an_idea_and_takes_it_back(client: PageClient, place: Place, made: Made) -> None:
    use = f"{made.address}/teams/{made.teams[1].id}/in-use"
    today = clock.today()
    client.sign_in(place.other_nurse)
    assert f'value="{today}"' in client.get(use).text, "today is the likeliest answer"
    tomorrow = today + dt.timedelta(days=1)
    assert "This day is still to come." in client.submit(use, {"since": str(tomorrow)}).text
    assert client.submit(use, {"since": ""}).status_code == 422
    for _ in range(2):
        assert client.submit(use, {"since": str(today - dt.timedelta(days=40))}).status_code == 303
    assert [each.since for each in db.session.query(IdeaInUse)] == [today - dt.timedelta(days=40)]
    assert "2 of 2 teams use it (1 without a test)." in client.get(made.address).text
    assert client.submit(f"{use}/undo").status_code == 303
    assert client.submit(f"{use}/undo").status_code == 303
    assert db.session.query(IdeaInUse).count() == 0
    events = [
        each.event
        for each in db.session.query(AuditEvent).order_by(AuditEvent.id).filter(AuditEvent.event.like("collaborative.idea%"))
    ]
    assert events == ["collaborative.idea-in-use", "collaborative.idea-not-in-use"]


def test_nobody_speaks_for_another_team_and_no_idea_for_another_programme(
    client: PageClient, place: Place, made: Made
) -> None:
    client.sign_in(place.other_nurse)
    since = {"since": str(clock.today())}
    assert client.submit(f"{made.address}/teams/{made.teams[0].id}/in-use", since).status_code == 403
    elsewhere = idea(collaborative(place.trust, place.coach, title="Sepsis together"))
    address = f"/improvement/collaboratives/ideas/{elsewhere.id}/teams/{made.teams[1].id}/in-use"
    assert client.submit(address, since).status_code == 404


def test_tests_of_a_project_that_is_kept_from_the_reader_stay_hidden(client: PageClient, place: Place, made: Made) -> None:
    hidden = made.cycle.project
    hidden.team_only, hidden.stage = True, "planning"
    db.session.commit()
    page = client.sign_in(place.reader).get(made.address)
    assert "Nobody fell in the bay." not in page.text
    assert "0 of 1 team" in page.text


def test_the_form_of_a_test_offers_the_ideas_of_the_team_s_programme(client: PageClient, place: Place, made: Made) -> None:
    withdrawn = idea(made.found, "Bed rails", withdrawn_on=TODAY)
    second = made.teams[1].project_id
    client.sign_in(place.other_nurse)
    page = client.get(f"/improvement/projects/{second}/cycles/new?package_idea={made.idea.id}")
    assert f'<option selected value="{made.idea.id}">Bay nursing at night</option>' in page.text
    assert "Bed rails" not in page.text

    sent = {
        "question": "Does it help here?",
        "prediction": "Fewer falls.",
        "starts_on": "2026-11-22",
        "series": 0,
        "driver": 0,
    }
    assert (
        client.submit(f"/improvement/projects/{second}/cycles/new", sent | {"package_idea": withdrawn.id}).status_code == 422
    )
    assert (
        client.submit(f"/improvement/projects/{second}/cycles/new", sent | {"package_idea": made.idea.id}).status_code == 303
    )
    new = db.session.query(PdsaCycle).order_by(PdsaCycle.id.desc()).first()
    assert new is not None
    assert new.package_idea_id == made.idea.id
    page = client.get(f"/improvement/projects/{second}?tab=cycles")
    assert "Change idea: Bay nursing at night" in page.text
    assert "What other teams found" in client.get(f"/improvement/cycles/{new.id}").text


def test_an_adapted_test_keeps_the_idea_and_an_edit_keeps_a_withdrawn_one(
    client: PageClient, place: Place, made: Made
) -> None:
    made.idea.withdrawn_on = TODAY
    db.session.commit()
    client.sign_in(place.nurse)
    chosen = f'<option selected value="{made.idea.id}">'
    assert chosen in client.get(f"/improvement/cycles/{made.cycle.id}/edit").text
    follows = f"/improvement/projects/{made.cycle.project_id}/cycles/new?follows={made.cycle.id}"
    assert chosen in client.get(follows).text


def test_a_project_outside_any_programme_is_asked_nothing_new(client: PageClient, place: Place) -> None:
    alone = project(place.ward, place.nurse)
    page = client.sign_in(place.nurse).get(f"/improvement/projects/{alone.id}/cycles/new")
    assert "Idea of the change package" not in page.text


def test_the_number_of_queries_does_not_grow(
    client: PageClient, build: Builder, place: Place, made: Made, count_queries: Callable[[], Any]
) -> None:
    client.sign_in(place.coach)
    addresses = (made.address, f"/improvement/collaboratives/{made.found.id}?tab=ideas")
    few = queries_of(client, addresses, count_queries)
    grow(build, place, made.found, tests_of=made.idea)
    assert queries_of(client, addresses, count_queries) <= few


def test_of_many_teams_the_drawing_has_those_that_did_something_and_the_table_all(
    client: PageClient, place: Place, made: Made
) -> None:
    for number in range(12):
        team(made.found, project(place.other_ward, place.other_nurse, title=f"Falls {number}"))
    page = client.sign_in(place.other_nurse).get(made.address).text
    assert "13 teams that have not tried it are in the table below." in page
    assert page.count(">Ward 1</text>") == 2
    assert "Ward 2: Falls 3</text>" not in page
    assert "Test it on one of your units" in page
    assert page.count("We use it<") == 13


def test_today_is_the_day_that_these_tests_count_from() -> None:
    assert clock.today() == TODAY
