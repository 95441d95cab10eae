"""The portfolio as a board, over time and as bubbles: the same projects, bounded however many there are."""

import datetime as dt
import html
import re
from collections.abc import Callable
from typing import Any

import pytest

from qms.improvement.benefits.models import Benefit, BenefitKind, BenefitState, Per
from qms.improvement.portfolio import board
from qms.improvement.portfolio.bubble_words import short
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
    assert page.count(", past its end date") == 2, "in the name of its bar, and in the table"
    assert page.count("url(#timeline-late)") == 1
    assert 'role="group"' in page, "links within a picture can be reached"
    assert re.search(r'<a href="/improvement/projects/\d+"><title>[^<]+: [^<]+, [^<]+ to [^<]+</title>', page)
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
    (leads,) = set(re.findall(r'href="(/improvement/\?[^"]*bubble=[^"]*)"', page))
    assert "Score 1.0, 1 to 2 years: 2 projects" in page
    listed = client.get(html.unescape(leads)).text
    assert [title in listed for title in (">One</a>", ">Two</a>", ">Done</a>")] == [True, True, False]
    assert "Team’s score: 1.0, 1 to 2 years" in listed
    other = project(place.ward, place.nurse, title="Alone")
    page = client.get("/improvement/projects/bubbles").text
    assert page.count(f'href="/improvement/projects/{other.id}"') == 2, "in the drawing and in the table"
    assert client.get("/improvement/?bubble=age~claimed~99~1.0").status_code == 200, "nonsense is passed over"
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
    assert "<strong>1 project</strong>" in page
    for number in range(9):
        made = project(build.unit(), build.person(), title=f"Project {number}")
        edit_charter(made, coach=build.person(), sponsor=build.person(), by=place.nurse)
    db.session.commit()
    assert opened()[0] == few


def worth(made: Project, by: Any, amount: float, **fields: Any) -> None:
    """Bed days that came once, last week; claimed unless told otherwise."""
    fields = {"kind": BenefitKind.BED_DAYS, "per": Per.ONCE, "method": "Counted.", "assumptions": "None."} | fields
    fields.setdefault("starts_on", clock.today() - dt.timedelta(days=7))
    db.session.add(Benefit(project_id=made.id, by_id=by.id, amount=amount, **fields))
    db.session.commit()


def test_bubbles_of_a_benefit_tell_claims_from_what_was_confirmed(client: PageClient, place: Place) -> None:
    one, two, three = (project(place.ward, place.nurse, title=title) for title in ("One", "Two", "Three"))
    project(place.ward, place.nurse, title="None")
    worth(one, place.nurse, 300)
    worth(one, place.nurse, 100, state=BenefitState.CONFIRMED)
    worth(one, place.nurse, 9_000, state=BenefitState.REFUSED)
    worth(two, place.nurse, 20, state=BenefitState.CONFIRMED)
    worth(three, place.nurse, 5, starts_on=clock.today() + dt.timedelta(days=30))
    moved(two, Stage.COMPLETED, place.nurse, learned="Ask.")
    client.sign_in(place.reader)
    page = client.get("/improvement/projects/bubbles?across=bed-days&size=amount").text
    assert "2 of 4 projects have “Bed days saved” on record: about 420 days so far. That is too few to compare." in page
    assert "1 (about 400 days)" in page
    assert "25% confirmed" in page
    assert page.index(">One</a>") < page.index(">Two</a>"), "most first; one that ended counts too"
    confirmed = client.get("/improvement/projects/bubbles?across=bed-days&counted=confirmed").text
    assert "have “Bed days saved” confirmed: about 120 days so far." in confirmed
    none = client.get("/improvement/projects/bubbles?across=staff-time").text
    assert "“Staff time freed” is not on record for any of these 4 projects." in none
    assert "<svg" not in none.partition("<h1")[2].partition("What stands here")[0].partition("Draw")[2]


@pytest.mark.one_database
def test_axes_and_filters_carry_each_other_along(client: PageClient, place: Place) -> None:
    worth(project(place.ward, place.nurse), place.nurse, 3)
    client.sign_in(place.reader)
    page = client.get(f"/improvement/projects/bubbles?unit={place.ward.id}&across=bed-days&size=people").text
    assert '<input type="hidden" name="across" value="bed-days">' in page, "narrowing keeps the axes"
    assert f'<input type="hidden" name="unit" value="{place.ward.id}">' in page, "other axes keep the filters"
    assert "1 (1 person)" in page
    for nonsense in ("across=x&size=y&counted=z", "across=age&size=amount", "size=amount"):
        assert "1 project goes on." in client.get(f"/improvement/projects/bubbles?{nonsense}").text


@pytest.mark.one_database
def test_queries_of_benefit_bubbles_do_not_grow(client: PageClient, place: Place, count_queries: Callable[[], Any]) -> None:
    client.sign_in(place.reader)

    def opened() -> int:
        with count_queries() as queries:
            client.get("/improvement/projects/bubbles?across=bed-days")
        return len(queries)

    worth(project(place.ward, place.nurse), place.nurse, 3)
    opened()
    few = opened()
    for number in range(6):
        worth(project(place.other_ward, place.other_nurse, title=f"Project {number}"), place.nurse, 3)
    assert opened() == few


@pytest.mark.parametrize(
    ("amount", "kind", "said"),
    [
        (540, BenefitKind.BED_DAYS, "540"),
        (54_000, BenefitKind.CASH, "£54k"),
        (1_200, BenefitKind.TIME, "1.2k"),
        (1_240_000, BenefitKind.CASH, "£1.2m"),
        (0.4, BenefitKind.HARM, "under 1"),
    ],
)
def test_amounts_in_a_few_signs(amount: float, kind: BenefitKind, said: str) -> None:
    assert short(amount, kind) == said
