"""The portfolio as a board, over time and as bubbles: the same projects, bounded however many there are."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest

from qms.improvement.portfolio import board
from qms.improvement.progress.actions import change_stage, score_by_team
from qms.improvement.projects.actions import edit_charter
from qms.improvement.projects.models import Project, Stage
from qms.kernel import clock
from qms.kernel.db import db
from tests.builder import Builder
from tests.improvement.conftest import Place
from tests.improvement.making import project
from tests.page_client import PageClient

VIEWS = ("board", "timeline", "bubbles")


def moved(made: Project, stage: Stage, by: Any, **words: str) -> Project:
    change_stage(made, stage=stage, since=clock.today(), by=by, **words)
    db.session.commit()
    return made


@pytest.mark.one_database
def test_each_stage_is_a_column_that_leads_to_the_rest(client: PageClient, place: Place) -> None:
    for number in range(board.MOST + 2):
        project(place.ward, place.nurse, title=f"Idea {number}")
    moved(project(place.ward, place.nurse, title="Fewer falls"), Stage.TESTING, place.nurse)
    page = client.sign_in(place.reader).get(f"/improvement/projects/board?unit={place.ward.id}").text
    assert page.count('class="qms-stages__column"') == 2
    assert ">Idea 0</a>" not in page, "the newest come first, and a column has an end"
    assert f'href="/improvement/?unit={place.ward.id}&amp;stage=idea">2 more' in page
    assert "Fewer falls" in page


@pytest.mark.one_database
def test_archived_projects_have_their_own_board(client: PageClient, place: Place) -> None:
    made = moved(project(place.ward, place.nurse, title="Clean hands"), Stage.COMPLETED, place.nurse, learned="Ask.")
    made.archived_at = clock.now()
    db.session.commit()
    client.sign_in(place.reader)
    assert "Clean hands" in client.get("/improvement/projects/board?stage=archived").text
    assert "Clean hands" not in client.get("/improvement/projects/board").text


@pytest.mark.one_database
def test_the_timeline_says_what_is_past_its_end_date(client: PageClient, place: Place) -> None:
    late = project(place.ward, place.nurse, title="Late & <b>bold</b>", due_on=clock.today() - dt.timedelta(days=40))
    moved(late, Stage.TESTING, place.nurse)
    project(place.ward, place.nurse, title="In time")
    page = client.sign_in(place.reader).get("/improvement/projects/timeline").text
    assert page.count(", past its end date") == 1
    assert page.count("url(#timeline-late)") == 1
    assert "Late &amp; &lt;b&gt;bold" in page


@pytest.mark.one_database
def test_bubbles_count_those_that_go_on(client: PageClient, place: Place) -> None:
    for title in ("One", "Two"):
        made = project(place.ward, place.nurse, title=title)
        score_by_team(made, score=1.0, by=place.nurse)
        made.started_on = clock.today() - dt.timedelta(days=500)
    made.last_entry_at = clock.now() - dt.timedelta(days=80)
    moved(project(place.ward, place.nurse, title="Done"), Stage.COMPLETED, place.nurse, learned="Ask.")
    page = client.sign_in(place.reader).get("/improvement/projects/bubbles").text
    assert "2 projects go on. 2 have gone on for a year or more with a score below 2.0 or none." in page
    assert "2 (1 stalled)" in page
    assert "No project of these goes on." in client.get("/improvement/projects/bubbles?stage=completed").text


@pytest.mark.one_database
@pytest.mark.parametrize("view", VIEWS)
def test_filters_stay_when_the_view_changes(client: PageClient, place: Place, view: str) -> None:
    project(place.ward, place.nurse, title="Fewer falls")
    page = client.sign_in(place.reader).get(f"/improvement/projects/{view}?lacks=aim&page=3").text
    assert 'href="/improvement/?lacks=aim"' in page
    assert "No project matches these filters." in client.get(f"/improvement/projects/{view}?words=nothing").text
    assert "What a project is for" not in page


@pytest.mark.parametrize("view", VIEWS)
def test_drafts_stay_with_their_teams_and_queries_do_not_grow(
    client: PageClient, place: Place, build: Builder, count_queries: Callable[[], Any], view: str
) -> None:
    edit_charter(project(place.ward, place.nurse, title="Kept back"), team_only=True, by=place.nurse)
    db.session.commit()
    project(place.ward, place.nurse)
    client.sign_in(place.reader)

    def opened() -> tuple[int, str]:
        with count_queries() as queries:
            page = client.get(f"/improvement/projects/{view}").text
        return len(queries), page

    opened()
    few, page = opened()
    assert "Kept back" not in page
    assert "1 project," in page
    for number in range(9):
        made = project(build.unit(), build.person(), title=f"Project {number}")
        edit_charter(made, coach=build.person(), sponsor=build.person(), by=place.nurse)
    db.session.commit()
    assert opened()[0] == few
