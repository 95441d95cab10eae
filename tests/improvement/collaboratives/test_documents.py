"""The ideas of a change package in the library: what teams found of them, whoever asks."""

from qms.golden_thread.documents import Outcome
from qms.improvement.collaboratives.spread.actions import stop_using_idea, use_idea
from qms.improvement.pdsa.actions import decide, record_result
from qms.improvement.pdsa.models import Decision, PdsaCycle
from qms.improvement.projects.models import Stage
from qms.kernel import clock
from qms.kernel.db import db
from tests.improvement.collaboratives.making import collaborative, idea, team
from tests.improvement.conftest import Place
from tests.improvement.learning.library.making import ask, entry
from tests.improvement.making import cycle, project
from tests.page_client import PageClient


def decided(test: PdsaCycle, place: Place, decision: Decision) -> None:
    record_result(test, did="We tried it.", surprises="", by=place.nurse)
    decide(test, decision=decision, reason="It was seen.", by=place.nurse)
    db.session.commit()


def test_an_idea_is_found_and_follows_what_teams_do(place: Place, client: PageClient, addresses: None) -> None:
    programme = collaborative(place.ward, place.nurse, title="Fewer falls together")
    bays = idea(programme, "A nurse in the bay at night", how="One nurse sits where all beds can be seen.")
    assert ask("beds", kind="idea") == ["A nurse in the bay at night"]
    assert entry("package-idea", bays.id).state == "untried"
    first = project(place.ward, place.nurse)
    theirs = team(programme, first)
    use_idea(bays, team=theirs, since=clock.today(), by=place.nurse)
    db.session.commit()
    assert entry("package-idea", bays.id).result == "1 team uses it without a test."
    stop_using_idea(bays, team=theirs, by=place.nurse)
    decided(cycle(first, place.nurse, package_idea_id=bays.id), place, Decision.ABANDON)
    kept = entry("package-idea", bays.id)
    assert (kept.result, kept.outcome) == ("Tested: abandoned once.", Outcome.DID_NOT)
    decided(cycle(first, place.nurse, package_idea_id=bays.id), place, Decision.ADOPT)
    kept = entry("package-idea", bays.id)
    assert (kept.result, kept.outcome) == ("Tested: adopted once, abandoned once.", Outcome.WORKED)
    page = client.sign_in(place.reader).get("/improvement/library?q=bay+night&kind=idea")
    assert f"/improvement/collaboratives/ideas/{bays.id}" in page.text


def test_a_draft_that_its_team_keeps_does_not_speak_through_the_idea(place: Place, addresses: None) -> None:
    programme = collaborative(place.ward, place.nurse)
    bays = idea(programme)
    hidden = project(place.ward, place.nurse)
    team(programme, hidden)
    test = cycle(hidden, place.nurse, package_idea_id=bays.id)
    hidden.team_only, hidden.stage = True, Stage.PLANNING
    decided(test, place, Decision.ABANDON)
    kept = entry("package-idea", bays.id)
    assert (kept.result, kept.outcome) == ("", Outcome.UNKNOWN)
