"""The story is the record: nothing is typed twice, nothing that is kept back gets out, and charts are the engine's."""

import datetime as dt
from collections.abc import Callable
from typing import Any

from flask_login import login_user

from qms.improvement.benefits.actions import claim
from qms.improvement.benefits.models import BenefitKind, Per
from qms.improvement.learning.adopting.actions import note_origin
from qms.improvement.measures.actions import link_measure
from qms.improvement.pdsa.actions import decide
from qms.improvement.pdsa.models import Decision
from qms.improvement.projects.actions import edit_charter
from qms.improvement.projects.models import Project
from qms.improvement.publishing.contents import gather
from qms.improvement.team.actions import add_member
from qms.kernel import clock
from qms.kernel.db import db
from tests.builder import Builder
from tests.improvement import making
from tests.improvement.conftest import Place
from tests.page_client import PageClient

BETTER = [*[9.0, 11.0, 10.0, 12.0, 8.0, 10.0] * 2, *[4.0, 5.0, 3.0, 4.0, 6.0, 4.0] * 2]


def improved(place: Place, build: Builder) -> Project:
    """A project whose change on 1 November 2025 is followed by a year of fewer falls."""
    project = making.project(place.ward, place.nurse, objective=making.objective(place.ward))
    cycle = making.cycle(project, place.nurse, idea="A light at night", starts_on=dt.date(2025, 10, 20))
    with clock.standing_at(dt.datetime(2025, 11, 1, 12, tzinfo=dt.UTC)):
        decide(cycle, decision=Decision.ADOPT, reason="It costs nothing.", by=place.nurse)
    metric = build.metric(place.trust, name="Falls", numerator="Falls", denominator="Bed days")
    link_measure(project, series=making.falls(metric, place.ward, BETTER), by=place.nurse)
    db.session.commit()
    return project


def test_the_story_is_filled_from_the_record(place: Place, build: Builder, addresses: None) -> None:
    project = improved(place, build)
    edit_charter(project, by=place.nurse, aim="Half as many falls.", lived_experience="A former patient chose the lamp.")
    add_member(project, person=place.other_nurse, part="Night nurse", by=place.nurse)
    told = gather(project)
    assert (told.unit, told.trust) == ("Ward 1", "Riverside Trust")
    assert told.team == (("Lead", "Ana Reid"), ("Night nurse", "Ben Shaw"))
    assert told.partners_part == "A former patient chose the lamp."
    assert told.serves == ("Fewer falls",)
    assert told.ideas == ("A light at night",)
    assert told.tests[0].decision == "Adopted: It costs nothing."
    assert "real improvement" in told.measures[0].judgement
    assert told.outcome == "worked"
    assert told.measures[0].definition == "Numerator: Falls. Denominator: Bed days. Monthly, on an XmR chart."


def test_figures_hold_the_engines_numbers_split_at_the_change(place: Place, build: Builder, addresses: None) -> None:
    figure = gather(improved(place, build)).measures[0].figure
    assert figure is not None
    assert list(figure.values) == BETTER
    assert figure.centre[0] != figure.centre[-1]
    assert figure.judged_by == "XmR chart. Rules: Making Data Count."
    assert figure.wide.startswith("<svg")
    assert 'width="820"' in figure.wide


def test_a_project_with_nothing_but_its_start_has_a_story(place: Place, addresses: None) -> None:
    told = gather(making.project(place.ward, place.nurse))
    assert told.measures == told.tests == told.gains == ()
    assert told.result == ""
    assert told.outcome == "unknown"


def test_drafts_of_others_that_took_it_over_stay_with_their_teams(place: Place, addresses: None) -> None:
    project = making.project(place.ward, place.nurse)
    for title, alone in (("Open", False), ("Kept back", True)):
        other = making.project(place.other_ward, place.other_nurse, title=title)
        other.team_only = alone
        note_origin(other, origin=project, by=place.other_nurse)
    assert gather(project).adopted_by == ("Ward 2 (idea)",)


def test_a_draft_that_it_was_taken_from_is_not_named_even_where_its_team_publishes(place: Place, addresses: None) -> None:
    origin = making.project(place.ward, place.nurse, title="Kept back")
    project = making.project(place.ward, place.nurse)
    note_origin(project, origin=origin, by=place.nurse)
    assert gather(project).origin == "Kept back, Ward 1"
    origin.team_only = True
    db.session.flush()
    assert gather(project).origin == ""
    login_user(place.nurse)
    assert gather(project).origin == ""


def test_characters_that_no_slide_can_hold_are_left_out(place: Place, addresses: None) -> None:
    project = making.project(place.ward, place.nurse, title="Fewer\ufffe falls")
    assert gather(project).title == "Fewer falls"


def test_the_queries_do_not_grow_with_the_record(
    client: PageClient, place: Place, build: Builder, count_queries: Callable[[], Any]
) -> None:
    project = improved(place, build)
    client.sign_in(place.nurse)

    def asked() -> int:
        db.session.commit()
        client.get(f"/improvement/projects/{project.id}/publish/report")
        with count_queries() as queries:
            assert client.get(f"/improvement/projects/{project.id}/publish/report").status_code == 200
        return len(queries)

    more = [build.metric(place.trust, name=f"More {at}", kind="balancing") for at in range(4)]
    link_measure(project, series=making.falls(more[0], place.ward, BETTER), by=place.nurse)
    worth = {"kind": BenefitKind.TIME, "amount": 3.0, "per": Per.MONTH, "method": "Timed.", "assumptions": "As before."}
    claim(project, starts_on=dt.date(2026, 1, 1), by=place.nurse, **worth)
    add_member(project, person=place.other_nurse, part="Nurse", by=place.nurse)
    before = asked()
    for metric in more[1:]:
        link_measure(project, series=making.falls(metric, place.ward, BETTER), by=place.nurse)
    for at in range(5):
        making.cycle(project, place.nurse, idea=f"Idea {at}")
        claim(project, starts_on=dt.date(2026, 1, 1), by=place.nurse, **worth)
        add_member(project, person=build.person(name=f"Member {at}"), part="Nurse", by=place.nurse)
    assert asked() == before
