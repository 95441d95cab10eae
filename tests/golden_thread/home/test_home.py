"""The home page: what needs this person comes first, and each role finds its own."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest

from qms.golden_thread.home.presenters import needs_sentence
from qms.golden_thread.objectives.models import Narrative
from qms.golden_thread.readings.models import Signal, SignalStep
from qms.improvement.projects.models import Project
from qms.kernel import clock
from qms.organisation.models import UnitKind
from qms.people.roles import RoleName
from tests.builder import Builder
from tests.golden_thread.objectives.thread import Thread
from tests.page_client import PageClient

LONG_AGO = dt.timedelta(days=90)


def signal(thread: Thread, series_id: int) -> None:
    """An open signal of concern."""
    day = dt.date(2026, 10, 1)
    found = Signal(
        series_id=series_id, rule="shift", first_period=day, last_period=day, type="concern-high", sentence="Too high."
    )
    found.steps.append(SignalStep(state="open", by_id=thread.chair.id))
    thread.build.commit(found)


@pytest.mark.parametrize(
    ("needs", "said"),
    [
        ([], ""),
        (["3 signals need you"], "3 signals need you."),
        (["3 signals need you", "1 metric awaits your signature"], "3 signals need you and 1 metric awaits your signature."),
    ],
)
def test_the_first_sentence_lists_what_needs_the_person(needs: list[str], said: str) -> None:
    assert needs_sentence(needs) == said


def test_whoever_is_not_signed_in_is_asked_to(thread: Thread, client: PageClient) -> None:
    answer = client.get("/")
    assert answer.status_code in {302, 303}
    assert "/sign-in" in answer.location


def test_a_ward_manager_starts_with_the_wards_signals(thread: Thread, client: PageClient, build: Builder) -> None:
    falls = build.metric(thread.trust, name="Falls")
    thread.follow(thread.board, falls)
    signal(thread, thread.reading(falls, thread.ward, "concern-high").id)
    page = client.sign_in(thread.manager).get("/").text
    assert '<p class="qms-lead">1 signal needs you.</p>' in page
    assert page.index("Too high.") < page.index("How Ward 1 contributes")
    assert "No falls at night on Ward 1" in page  # the ward's own objective, with its way up
    assert "Fewer falls in Medicine" in page
    assert "Enter figures for Ward 1" in page
    assert "Upload measurements" in page


def test_a_project_team_starts_with_its_projects(thread: Thread, client: PageClient, build: Builder) -> None:
    member = build.person(RoleName.TEAM_MEMBER, thread.ward)
    page = client.sign_in(member).get("/").text
    assert page.index("My projects") < page.index("Signals to answer")


def test_a_board_members_home_is_the_board_with_what_needs_them(thread: Thread, client: PageClient) -> None:
    thread.board.created_at = clock.now() - LONG_AGO
    thread.board.starts_on = dt.date(2026, 4, 1)
    thread.build.commit(thread.board)
    page = client.sign_in(thread.chair).get("/").text
    assert "Riverside Trust: our objectives 2026/27" in page
    assert "For you: 1 objective of yours waits for your words." in page
    assert "Write how it is going" in page


def test_words_are_asked_for_after_sixty_days(thread: Thread, client: PageClient, build: Builder) -> None:
    owner = build.person(RoleName.COACH, thread.trust)
    thread.low.owner_id = owner.id
    thread.low.created_at = clock.now() - LONG_AGO
    build.commit(thread.low)
    client.sign_in(owner)
    assert "1 objective of yours waits for your words" in client.get("/").text
    old = Narrative(objective_id=thread.low.id, text="Going well", by_id=owner.id, at=clock.now() - LONG_AGO)
    build.commit(old)
    assert "1 objective of yours waits for your words" in client.get("/").text
    build.commit(Narrative(objective_id=thread.low.id, text="Still", by_id=owner.id, at=clock.now()))
    page = client.get("/").text
    assert "waits for your words" not in page
    assert "your last words: today" in page


def test_everybody_can_chart_something_and_only_do_what_their_role_allows(thread: Thread, client: PageClient) -> None:
    page = client.sign_in(thread.viewer).get("/").text
    assert "Nothing waits for you today." in page
    assert "Chart something" in page
    assert "Set an objective" not in page
    assert "Upload measurements" not in page


def test_somebody_without_a_role_is_told_how_to_get_one(build: Builder, client: PageClient) -> None:
    build.trust()
    page = client.sign_in(build.person()).get("/").text
    assert "ask an administrator for a role" in page


def test_a_new_instance_shows_its_administrator_the_first_steps(build: Builder, client: PageClient) -> None:
    top = build.unit("Riverside Trust", kind=UnitKind.TRUST)
    administrator = build.person(RoleName.ADMINISTRATOR, top)
    client.sign_in(administrator)
    page = client.get("/").text
    assert "Welcome. 0 of 6 first steps are done." in page
    assert "Your own roles do not allow it" in page
    ward = build.unit("Ward 1", parent=top)
    build.person(RoleName.ANALYST, ward)
    assert "Welcome. 2 of 6 first steps are done." in client.get("/").text
    thread_metric = build.metric(top)
    assert "Welcome. 3 of 6 first steps are done." in client.get("/").text
    build.series(thread_metric, ward)
    assert "Welcome. 3 of 6 first steps are done." in client.get("/").text  # a series without a measurement is no data


def test_the_steps_go_when_all_are_done(thread: Thread, client: PageClient, build: Builder) -> None:
    administrator = build.person(RoleName.ADMINISTRATOR, thread.trust)
    client.sign_in(administrator)
    assert "first steps are done" in client.get("/").text
    thread.reading(build.metric(thread.trust), thread.ward)
    page = client.get("/").text
    assert "5 of 6 first steps are done" in page
    assert "anybody with the role QI team member, Ward manager or Improvement coach" in page, "it says who can start one"
    lead = {"lead_id": thread.manager.id, "why": "Patients fall.", "due_on": dt.date(2099, 1, 1)}
    build.commit(Project(title="Night lights", unit_id=thread.ward.id, **lead))
    assert "first steps are done" not in client.get("/").text


def test_the_number_of_queries_does_not_grow(thread: Thread, client: PageClient, count_queries: Callable[[], Any]) -> None:
    client.sign_in(thread.manager)

    def grow(how_many: int) -> None:
        for number in range(how_many):
            metric = thread.build.metric(thread.ward, name=f"Metric {how_many} {number}", agreed=False)
            signal(thread, thread.reading(metric, thread.ward, "concern-high").id)
            thread.follow(thread.objective(f"Aim {how_many} {number}", thread.ward, owner_id=thread.manager.id), metric)

    def queries() -> int:
        client.get("/")
        with count_queries() as statements:
            assert client.get("/").status_code == 200
        return len(statements)

    grow(2)
    few = queries()
    grow(10)
    assert queries() == few
