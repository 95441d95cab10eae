"""What the rooms add to the board: projects and plans of a whole branch, and their news."""

import datetime as dt

from qms.golden_thread.board.cards import cards_of
from qms.golden_thread.board.changes import changes
from qms.golden_thread.board.lines import board_objectives
from qms.golden_thread.strands import strand
from qms.improvement.projects.models import Project, ProjectMeasure, Stage, StageStep
from qms.kernel import clock
from qms.planning.plans.models import PlanEdition, PlanState, QualityPlan
from tests.golden_thread.objectives.thread import Thread
from tests.page_client import PageClient


def project(thread: Thread, title: str, **fields: object) -> Project:
    """A project of the ward, for its own objective unless told otherwise."""
    defaults = {"objective_id": thread.low.id, "stage": Stage.TESTING, "why": "Why", "lead_id": thread.manager.id}
    return thread.build.commit(
        Project(title=title, unit_id=thread.ward.id, due_on=dt.date(2099, 1, 1), **(defaults | fields))
    )


def test_projects_of_narrower_objectives_count_for_the_boards(thread: Thread, client: PageClient) -> None:
    project(thread, "Night lights", coach_score=2.0)
    project(thread, "Footwear", objective_id=thread.board.id, coach_score=3.0)
    project(thread, "Bed alarms", stage=Stage.STOPPED)
    project(thread, "Something else", objective_id=None)
    (card,) = cards_of(thread.trust, board_objectives(thread.trust))
    assert [each.words for each in card.working] == [
        "3 projects: 2 testing, 1 stopped. It is not known yet whether any of the 3 that have begun works. "
        "Those that go on have a median score of 2.5 by their coaches."
    ]
    # the link from the card leads to the same projects
    listed = client.sign_in(thread.viewer).get(f"/improvement/?objective={thread.board.id}").text
    assert "Night lights" in listed
    assert "Footwear" in listed
    assert "Something else" not in listed
    assert set(strand("project").serving([thread.board.id])) == {thread.board.id}


def test_a_project_for_the_objective_acts_on_its_concern(thread: Thread) -> None:
    falls = thread.build.metric(thread.trust)
    thread.follow(thread.board, falls)
    series = thread.reading(falls, thread.trust, "concern-high")
    ended = project(thread, "Bed alarms", stage=Stage.COMPLETED)
    thread.build.commit(ProjectMeasure(project_id=ended.id, series_id=series.id))
    (card,) = cards_of(thread.trust, board_objectives(thread.trust))
    assert card.nobody_acts
    project(thread, "Night lights")
    (card,) = cards_of(thread.trust, board_objectives(thread.trust))
    assert [each.title for each in card.acting] == ["Night lights"]


def test_stages_and_signatures_are_news_for_a_month(thread: Thread) -> None:
    lights = project(thread, "Night lights")
    today = clock.today()
    for stage, days in ((Stage.PLANNING, 90), (Stage.TESTING, 3)):
        since = today - dt.timedelta(days=days)
        thread.build.commit(StageStep(project_id=lights.id, stage=stage, since=since, by_id=thread.manager.id))
    plan = thread.build.commit(QualityPlan(unit_id=thread.ward.id, title="Steady feet", state=PlanState.SIGNED_OFF))
    thread.build.commit(PlanEdition(plan_id=plan.id, edition=1, content={}, signed_off_by_id=thread.chair.id))
    said = [mark.text for mark in changes(thread.trust)]
    assert "Project “Night lights”, Ward 1: testing." in said
    assert "Plan “Steady feet”, Ward 1: signed off." in said
    assert not any("planning" in text for text in said)
    assert not any("Night lights" in mark.text for mark in changes(thread.other_ward))
