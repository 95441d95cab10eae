"""A coach's caseload: what needs a look first, and what every coach carries."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest

from qms.improvement.progress.actions import change_stage, score_by_team
from qms.improvement.projects.actions import edit_charter
from qms.improvement.projects.models import Project, Stage
from qms.kernel import clock
from qms.kernel.db import db
from tests.builder import Builder
from tests.improvement.conftest import Place
from tests.improvement.making import cycle, project
from tests.page_client import PageClient


def coached(place: Place, title: str, **charter: Any) -> Project:
    made = project(place.ward, place.nurse, title=title)
    edit_charter(made, coach=place.coach, by=place.nurse, **charter)
    db.session.commit()
    return made


@pytest.fixture
def three(place: Place) -> list[Project]:
    """A quiet idea, one that claims more than its evidence, one that was forgotten."""
    idea = coached(place, "An idea")
    claims = coached(place, "Claims much")
    change_stage(claims, stage=Stage.TESTING, since=clock.today(), by=place.nurse)
    score_by_team(claims, score=4.0, by=place.nurse)
    forgotten = coached(place, "Forgotten")
    forgotten.last_entry_at = clock.now() - dt.timedelta(days=70)
    ended = coached(place, "Ended")
    change_stage(ended, stage=Stage.COMPLETED, since=clock.today(), learned="Ask patients.", by=place.nurse)
    project(place.ward, place.nurse, title="Nobody coaches this")
    db.session.commit()
    return [idea, claims, forgotten]


def test_what_needs_most_comes_first(client: PageClient, place: Place, three: list[Project]) -> None:
    page = client.sign_in(place.coach).get("/improvement/caseload").text
    assert "You coach 3 projects that go on; 2 need a look." in page
    order = sorted(("An idea", "Claims much", "Forgotten"), key=lambda title: page.index(f">{title}</a>"))
    assert order == ["Claims much", "Forgotten", "An idea"]
    assert "Claims 4.0, but" in page
    assert "Awaits the coach’s score." in page
    assert "Stalled: last entry 2 months ago." in page
    assert ">Ended</a>" not in page
    assert "Nobody coaches this" not in page
    assert "1 project without a coach" in page


def test_others_see_what_each_coach_carries(client: PageClient, place: Place, three: list[Project]) -> None:
    page = client.sign_in(place.reader).get("/improvement/caseload").text
    assert "You coach no project that goes on." in page
    assert f'href="/improvement/caseload?coach={place.coach.id}"' in page
    other = client.get(f"/improvement/caseload?coach={place.coach.id}").text
    assert "Cora Lind coaches 3 projects that go on; 2 need a look." in other
    for nonsense in ("x", "0", "123456", "9" * 30):
        assert client.get(f"/improvement/caseload?coach={nonsense}").status_code == 200


def test_a_draft_of_the_team_is_no_part_of_what_others_see(client: PageClient, place: Place) -> None:
    coached(place, "Kept back", team_only=True)
    client.sign_in(place.other_nurse)
    assert "Kept back" not in client.get(f"/improvement/caseload?coach={place.coach.id}").text
    assert "Kept back" in client.sign_in(place.coach).get("/improvement/caseload").text


def test_the_queries_do_not_grow_with_the_caseload(
    client: PageClient, place: Place, build: Builder, count_queries: Callable[[], Any]
) -> None:
    series = build.series(build.metric(place.ward), place.ward)
    client.sign_in(place.coach)

    def opened() -> int:
        with count_queries() as queries:
            client.get("/improvement/caseload")
        return len(queries)

    def one_more(number: int) -> None:
        made = project(place.ward, build.person(), title=f"Project {number}", series=series)
        edit_charter(made, coach=place.coach, sponsor=build.person(), by=place.nurse)
        cycle(made, place.nurse)

    one_more(0)
    opened()
    few = opened()
    for number in range(1, 9):
        one_more(number)
    assert opened() == few
