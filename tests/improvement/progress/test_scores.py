"""The progress scale and its two scores."""

import pytest

from qms.improvement.progress.actions import score_by_coach, score_by_team
from qms.improvement.progress.presenters import gap_sentence
from qms.improvement.progress.scale import STEPS
from qms.improvement.projects.models import Project
from qms.kernel.db import db
from tests.improvement.conftest import Place
from tests.improvement.making import project
from tests.page_client import PageClient


def test_the_scale_runs_from_half_to_five_in_halves() -> None:
    assert [step.score for step in STEPS] == [half / 2 for half in range(1, 11)]


def test_team_and_coach_score_apart_and_the_gap_is_said(client: PageClient, place: Place) -> None:
    made = project(place.ward, place.nurse)
    url = f"/improvement/projects/{made.id}"
    client.sign_in(place.nurse).submit(f"{url}/team-scores", {"team_score": "3.0"})
    client.sign_in(place.coach).submit(f"{url}/coach-scores", {"coach_score": "2.0"})

    stored = db.session.get(Project, made.id)
    assert (stored.team_score, stored.coach_score) == (3.0, 2.0)
    assert (
        "The team sees more progress than the coach: the team 3.0, the coach 2.0, 2 steps apart."
        in client.get(f"{url}?tab=measures").text
    )


@pytest.mark.one_database
def test_a_ward_manager_is_no_coach(client: PageClient, place: Place) -> None:
    made = project(place.ward, place.nurse)
    answer = client.sign_in(place.nurse).submit(f"/improvement/projects/{made.id}/coach-scores", {"coach_score": "5.0"})
    assert answer.status_code == 403
    assert db.session.get(Project, made.id).coach_score is None


@pytest.mark.one_database
def test_only_steps_of_the_scale_are_scores(client: PageClient, place: Place) -> None:
    made = project(place.ward, place.nurse)
    client.sign_in(place.nurse)
    url = f"/improvement/projects/{made.id}/team-scores"
    for score in ("", "5.5", "2.25", "five"):
        assert client.submit(url, {"team_score": score}).status_code == 422, score
    assert db.session.get(Project, made.id).team_score is None


@pytest.mark.one_database
def test_agreement_is_said_too(place: Place) -> None:
    made = project(place.ward, place.nurse)
    score_by_team(made, score=2.5, by=place.nurse)
    assert gap_sentence(made) == ""
    score_by_coach(made, score=2.5, by=place.coach)
    assert gap_sentence(made) == "The team and the coach agree: 2.5."
    with pytest.raises(ValueError, match="no step"):
        score_by_team(made, score=2.3, by=place.nurse)
