"""What projects add to the thread: counts, cards, dates, gaps, sections; for many things at once, in as many queries."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from flask import render_template

from qms.golden_thread.metrics.models import Series
from qms.golden_thread.objectives.models import Objective
from qms.golden_thread.strands import Section
from qms.improvement.pdsa.actions import decide
from qms.improvement.pdsa.models import Decision
from qms.improvement.progress.actions import change_stage, score_by_coach, score_by_team
from qms.improvement.projects.actions import edit_charter
from qms.improvement.projects.models import Project, Stage
from qms.improvement.strand import ImprovementStrand
from qms.kernel import clock
from qms.kernel.db import db
from tests.builder import Builder
from tests.improvement.conftest import Place
from tests.improvement.making import cycle, objective, project, signal_of, written_down

STRAND = ImprovementStrand()


def quiet(made: Project, days: int = 61) -> None:
    made.last_entry_at = clock.now() - dt.timedelta(days=days)
    db.session.commit()


@pytest.fixture
def served(place: Place) -> Objective:
    """An objective with two projects that go on, one of them stalled, and one that was completed."""
    aim = objective(place.trust)
    going = project(place.ward, place.nurse, objective=aim)
    change_stage(going, stage=Stage.TESTING, since=clock.today(), by=place.nurse)
    score_by_team(going, score=3.0, by=place.nurse)
    score_by_coach(going, score=2.0, by=place.coach)
    stalled = project(place.other_ward, place.other_nurse, title="Quieter nights", objective=aim)
    score_by_team(stalled, score=3.0, by=place.other_nurse)
    done = project(place.ward, place.nurse, title="Clean hands", objective=aim)
    change_stage(done, stage=Stage.COMPLETED, since=clock.today(), learned="Ask.", by=place.nurse)
    quiet(stalled)
    return aim


def test_serving_counts_stages_stalled_ones_and_the_median_score(served: Objective, place: Place, addresses: None) -> None:
    unserved = objective(place.ward, "Nobody works on this")
    found = STRAND.serving([served.id, unserved.id])
    assert set(found) == {served.id}
    assert found[served.id].summary == "3 projects: 2 go on (1 stalled), 1 completed"
    assert dict(found[served.id].counts) == {"idea": 1, "testing": 1, "completed": 1}
    assert found[served.id].detail == (
        "It is not known yet whether any of the 2 that have begun works. "
        "Those that go on have a median score of 3 by their teams, 2 by their coaches."
    )
    assert list(found[served.id].states) == ["1 idea", "1 testing", "1 completed"]
    assert [card.title for card in found[served.id].cards] == ["Fewer falls at night", "Quieter nights"]


def test_an_objective_whose_projects_have_all_ended_says_so(place: Place, addresses: None) -> None:
    aim = objective(place.trust)
    ended = project(place.ward, place.nurse, objective=aim)
    change_stage(ended, stage=Stage.STOPPED, since=clock.today(), learned="No time.", by=place.nurse)
    db.session.commit()
    assert STRAND.serving([aim.id])[aim.id].summary == "1 project stopped"


def test_acting_on_comes_by_measure_and_by_signal_while_a_project_goes_on(
    place: Place, build: Builder, addresses: None
) -> None:
    metric = build.metric(place.ward)
    linked, signalled, idle = (build.series(metric, place.ward, name) for name in ("", "Bay A", "Bay B"))
    first = project(place.ward, place.nurse, series=linked)
    project(place.ward, place.nurse, title="Answer", signal=signal_of(signalled))
    found = STRAND.acting_on([linked.id, signalled.id, idle.id])
    assert {key: [card.title for card in cards] for key, cards in found.items()} == {
        linked.id: ["Fewer falls at night"],
        signalled.id: ["Answer"],
    }
    change_stage(first, stage=Stage.COMPLETED, since=clock.today(), learned="Done.", by=place.nurse)
    db.session.commit()
    assert set(STRAND.acting_on([linked.id, signalled.id])) == {signalled.id}


def test_marks_are_the_start_the_tests_and_the_adopted_change(place: Place, build: Builder, addresses: None) -> None:
    series = build.series(build.metric(place.ward), place.ward)
    made = project(place.ward, place.nurse, series=series)
    first = cycle(made, place.nurse, starts_on=dt.date(2026, 1, 10))
    decide(first, decision=Decision.ADAPT, reason="Too bright.", on=dt.date(2026, 1, 20), by=place.nurse)
    second = cycle(made, place.nurse, starts_on=dt.date(2026, 2, 1), question="Dimmer light?" + "?" * 200, follows=first)
    decide(second, decision=Decision.ADOPT, reason="It works.", on=dt.date(2026, 3, 3), by=place.nurse)
    db.session.commit()

    marks = STRAND.marks([series.id])[series.id]

    assert [(mark.on, mark.text.partition(":")[0]) for mark in marks] == [
        (dt.date(2026, 1, 10), "Project began"),
        (dt.date(2026, 1, 10), "Test 1 began"),
        (dt.date(2026, 2, 1), "Test 2 began"),
        (dt.date(2026, 3, 3), "Adopted"),
    ]
    assert all(len(mark.text) <= 80 for mark in marks)


def test_each_gap_appears_and_goes_when_it_is_remedied(place: Place, build: Builder, addresses: None) -> None:
    series = build.series(build.metric(place.ward), place.ward)
    whole = project(place.ward, place.nurse, title="Whole", series=series, objective=objective(place.ward))
    broken = project(place.ward, place.nurse, title="Broken")
    young = project(place.ward, place.nurse, title="Young")
    written_down(15, broken)

    def kinds(about: Project) -> list[str]:
        return sorted(gap.kind for gap in STRAND.gaps(place.trust) if about.title in gap.sentence)

    assert kinds(whole) == []
    assert kinds(young) == [], "an idea of today lacks nothing yet"
    assert kinds(broken) == ["Project without a measure", "Project without an objective"]
    quiet(whole)
    assert kinds(whole) == ["Stalled project"]
    assert STRAND.gaps(place.other_ward) == []
    edit_charter(broken, objective=objective(place.ward, "Another"), by=place.nurse)
    change_stage(whole, stage=Stage.STOPPED, since=clock.today(), learned="No time.", by=place.nurse)
    db.session.commit()
    assert kinds(broken) == ["Project without a measure"]
    assert kinds(whole) == []


def test_search_finds_every_word_wherever_it_stands_and_titles_first(place: Place, addresses: None) -> None:
    project(place.ward, place.nurse, title="Quieter nights", why="Bells and falls keep people awake.")
    project(place.ward, place.nurse, title="Fewer falls")
    assert [card.title for card in STRAND.search("falls", 10)] == ["Fewer falls", "Quieter nights"]
    assert [card.title for card in STRAND.search("FALLS bells", 10)] == ["Quieter nights"]
    assert len(STRAND.search("falls", 1)) == 1
    assert STRAND.search("%", 10) == []
    assert STRAND.search("  ", 10) == []


def test_cards_and_choices(place: Place, addresses: None) -> None:
    here = project(place.ward, place.nurse, title="Here")
    there = project(place.other_ward, place.other_nurse, title="There")
    above = project(place.trust, place.coach, title="Above")
    card = STRAND.by_ids([here.id, 999])[here.id]
    assert (card.title, card.status) == ("Here", "Idea")
    assert card.sentence == "Ward 1, led by Ana Reid. Last entry today."
    assert {label for _, label in STRAND.choices(place.ward)} == {"Here (Ward 1)", "Above (Riverside Trust)"}
    assert {made for made, _ in STRAND.choices(place.trust)} == {here.id, there.id, above.id}


def shown(sections: list[Section]) -> str:
    return " ".join(render_template(each.template, **each.context) for each in sections)


def test_home_shows_my_projects_their_tests_and_a_coachs_caseload(place: Place, addresses: None) -> None:
    made = project(place.ward, place.nurse)
    made.coach = place.coach
    due = clock.today() - dt.timedelta(days=1)
    cycle(made, place.nurse, starts_on=due, result_due_on=due)
    db.session.commit()

    mine = shown(STRAND.home_sections(place.nurse))
    assert "Fewer falls at night" in mine
    assert "Result overdue" in mine
    assert "Start a project" in mine
    assert [each.needs for each in STRAND.home_sections(place.nurse)] == ["", "1 test awaits its result"]
    assert "Projects I coach" in shown(STRAND.home_sections(place.coach))
    assert "1 project awaits your score" in [each.needs for each in STRAND.home_sections(place.coach)]
    assert STRAND.home_sections(place.reader) == []
    assert "You are on no project" in shown(STRAND.home_sections(place.other_nurse))


def test_a_units_page_shows_its_projects_and_those_below(place: Place, addresses: None) -> None:
    project(place.ward, place.nurse)
    all_of_them = f"/improvement/?unit={place.trust.id}&amp;stage=active"
    assert f'<a href="{all_of_them}">1 project goes on here</a>: 1 idea.' in shown(STRAND.unit_sections(place.trust))
    assert "Fewer falls at night" in shown(STRAND.unit_sections(place.ward))
    assert "No project is under way here." in shown(STRAND.unit_sections(place.other_ward))


def test_no_question_needs_more_queries_for_more_things(
    place: Place, build: Builder, addresses: None, count_queries: Callable[[], Any]
) -> None:
    metric = build.metric(place.ward)
    series: list[Series] = []
    aims: list[Objective] = []
    made: list[Project] = []

    def more(number: int) -> None:
        series.append(build.series(metric, place.ward, f"Bay {number}"))
        aims.append(objective(place.ward, f"Aim {number}"))
        lead = build.person(name=f"Lead {number}")
        aim = aims[-1] if number % 2 else None
        made.append(project(place.ward, lead, title=f"Project {number}", series=series[-1], objective=aim))
        test = cycle(made[-1], place.nurse)
        decide(test, decision=Decision.ADOPT, reason="It works.", by=place.nurse)
        cycle(made[-1], place.nurse)
        quiet(made[-1])

    questions: dict[str, Callable[[], object]] = {
        "serving": lambda: STRAND.serving([each.id for each in aims]),
        "acting_on": lambda: STRAND.acting_on([each.id for each in series]),
        "marks": lambda: STRAND.marks([each.id for each in series]),
        "gaps": lambda: STRAND.gaps(place.trust),
        "by_ids": lambda: STRAND.by_ids([each.id for each in made]),
        "choices": lambda: STRAND.choices(place.ward),
        "unit": lambda: shown(STRAND.unit_sections(place.ward)),
        "home": lambda: shown(STRAND.home_sections(place.nurse)),
        "search": lambda: STRAND.search("Project", 50),
    }

    def counted() -> dict[str, int]:
        found = {}
        for name, ask in questions.items():
            db.session.expire_all()
            _ = [place.trust.path, place.ward.path, place.nurse.memberships, *(each.id for each in (*series, *aims, *made))]
            with count_queries() as queries:
                ask()
            found[name] = len(queries)
        return found

    more(1)
    counted()  # whichever renders first also reads the frame of pages, once a request
    few = counted()
    for number in range(2, 9):
        more(number)
    assert counted() == few
