"""The ideas of a change package in the library: what teams found of them, whoever asks."""

from qms.golden_thread.documents import Outcome
from qms.improvement.collaboratives.package.actions import add_idea
from qms.improvement.collaboratives.spread.actions import stop_using_idea, use_idea
from qms.improvement.pdsa.actions import decide, record_result
from qms.improvement.pdsa.models import Decision, PdsaCycle
from qms.improvement.projects.models import Stage
from qms.kernel import clock
from qms.kernel.db import db
from tests.builder import Builder
from tests.improvement.collaboratives.making import collaborative, idea, team
from tests.improvement.conftest import Place
from tests.improvement.learning.library.making import ask, entry, plan_with_idea
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
    assert (kept.result, kept.outcome) == ("Tested: abandoned once.", Outcome.ABANDONED)
    decided(cycle(first, place.nurse, package_idea_id=bays.id), place, Decision.ADOPT)
    kept = entry("package-idea", bays.id)
    assert (kept.result, kept.outcome) == ("Tested: adopted once, abandoned once.", Outcome.MIXED)
    page = client.sign_in(place.reader).get("/improvement/library?q=bay+night&kind=idea")
    assert f"/improvement/collaboratives/ideas/{bays.id}" in page.text


def test_an_idea_of_a_diagram_that_a_package_holds_is_one_row_with_all_its_tests(
    place: Place, build: Builder, addresses: None
) -> None:
    box = plan_with_idea(build, place)
    first, second = (project(ward, place.nurse) for ward in (place.ward, place.other_ward))
    decided(cycle(first, place.nurse, driver_id=box.id), place, Decision.ADOPT)
    assert entry("idea", box.id).outcome is Outcome.ADOPTED
    taken = add_idea(collaborative(place.ward, place.nurse), title=box.text, driver_id=box.id, by=place.nurse)
    db.session.commit()
    assert ask("night lights", kind="idea") == [box.text], "one row, not one for each place"
    decided(cycle(second, place.nurse, package_idea_id=taken.id, driver_id=box.id), place, Decision.ABANDON)
    kept = entry("package-idea", taken.id)
    assert kept.outcome is Outcome.MIXED
    assert kept.result.startswith("Tested: adopted once, abandoned once.")
    assert "From the collaborative “Fewer falls together” and the plan “Safe nights”." in kept.result
    decided(cycle(first, place.nurse, driver_id=box.id), place, Decision.ADOPT)
    assert "adopted twice" in entry("package-idea", taken.id).result, "a test of the box is one of the idea"


def test_a_draft_that_its_team_keeps_does_not_speak_through_the_idea(place: Place, addresses: None) -> None:
    programme = collaborative(place.ward, place.nurse)
    bays = idea(programme)
    hidden = project(place.ward, place.nurse)
    team(programme, hidden)
    test = cycle(hidden, place.nurse, package_idea_id=bays.id)
    record_result(test, did="We tried it.", surprises="", by=place.nurse)
    decide(test, decision=Decision.ABANDON, reason="It was seen.", by=place.nurse)
    hidden.team_only, hidden.stage = True, Stage.PLANNING  # as drafts stood whose tests did not open them
    db.session.commit()
    kept = entry("package-idea", bays.id)
    assert (kept.result, kept.outcome) == ("", Outcome.UNKNOWN)
