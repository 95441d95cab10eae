"""Predictions against results: by numbers, in words, and kindly over many tests."""

import datetime as dt

import pytest

from qms.improvement.pdsa.actions import decide, record_result, start_cycle, undo_decision
from qms.improvement.pdsa.figures import comparison, predicted
from qms.improvement.pdsa.foretelling import Tally, accuracy_sentence, by_numbers, tally
from qms.improvement.pdsa.models import Decision, Foretold, PdsaCycle
from qms.improvement.pdsa.queries import foretold_on_teams
from qms.improvement.pdsa.scales import stored
from qms.improvement.team.actions import add_member
from qms.kernel import clock
from qms.kernel.db import db
from tests.builder import Builder
from tests.improvement.conftest import Place
from tests.improvement.making import cycle, project
from tests.page_client import PageClient

SAID = "Your predictions came true in 2 of 4 tests, and in part in 1 more; that is how one learns."


@pytest.mark.parametrize(
    ("low", "high", "measured", "how", "words"),
    [
        (None, 3, 3, Foretold.AS_PREDICTED, "Predicted at most 3, measured 3: as predicted."),
        (None, 3, 3.5, Foretold.OTHERWISE, "Predicted at most 3, measured 3.5: higher than predicted."),
        (80, None, 79, Foretold.OTHERWISE, "Predicted at least 80, measured 79: lower than predicted."),
        (2, 4, 2, Foretold.AS_PREDICTED, "Predicted between 2 and 4, measured 2: as predicted."),
        (
            2,
            4,
            1.9,
            Foretold.AS_PREDICTED,
            "Predicted between 2 and 4, measured 1.9: as predicted, to the nearest whole number.",
        ),
        (2, 4, 1.4, Foretold.OTHERWISE, "Predicted between 2 and 4, measured 1.4: lower than predicted."),
        (3, 3, 3.02, Foretold.AS_PREDICTED, "Predicted 3, measured 3.02: as predicted, to the nearest whole number."),
        (3, 3, 2.5, Foretold.AS_PREDICTED, "Predicted 3, measured 2.5: as predicted, to the nearest whole number."),
        (2, 2, 2.5, Foretold.OTHERWISE, "Predicted 2, measured 2.5: higher than predicted."),
        (-2, -2, -2.5, Foretold.OTHERWISE, "Predicted -2, measured -2.5: lower than predicted."),
        (2.5, 2.5, 2.54, Foretold.AS_PREDICTED, "Predicted 2.5, measured 2.54: as predicted, to 1 decimal place."),
        (0.25, 0.25, 0.254, Foretold.AS_PREDICTED, "Predicted 0.25, measured 0.254: as predicted, to 2 decimal places."),
        (0.25, 0.25, 0.255, Foretold.OTHERWISE, "Predicted 0.25, measured 0.255: higher than predicted."),
        (
            None,
            1200,
            1200.4,
            Foretold.AS_PREDICTED,
            "Predicted at most 1,200, measured 1,200: as predicted, to the nearest whole number.",
        ),
        (3, 3, 3, Foretold.AS_PREDICTED, "Predicted 3, measured 3: as predicted."),
        (0.3, None, 0.1 + 0.2, Foretold.AS_PREDICTED, "Predicted at least 0.3, measured 0.3: as predicted."),
        (None, None, 5, None, "Measured 5."),
        (2, None, None, None, "Predicted at least 2."),
        (None, None, None, None, ""),
    ],
)
def test_numbers_say_whether_a_prediction_came_true(
    low: float | None, high: float | None, measured: float | None, how: Foretold | None, words: str
) -> None:
    test = PdsaCycle(predicted_low=low, predicted_high=high, measured_value=measured)
    assert by_numbers(test, measured) is how
    assert comparison(test) == words
    assert bool(predicted(test)) == (low is not None or high is not None)


@pytest.mark.one_database
def test_percentages_are_compared_at_the_precision_at_which_they_are_typed(place: Place, build: Builder) -> None:
    share = build.series(
        build.metric(place.ward, name="Checked", data_kind="proportion", multiplier=1.0, measured_in="%"), place.ward
    )
    whole = PdsaCycle(predicted_low=stored(85, share), predicted_high=stored(85, share), series=share)
    assert [by_numbers(whole, each) for each in (0.8462, 0.845, 0.8549)] == [Foretold.AS_PREDICTED] * 3
    assert [by_numbers(whole, each) for each in (0.8449, 0.855)] == [Foretold.OTHERWISE] * 2
    tenth = PdsaCycle(predicted_low=stored(28.5, share), series=share)
    assert by_numbers(tenth, 0.2845) is Foretold.AS_PREDICTED
    assert by_numbers(tenth, 0.2844) is Foretold.OTHERWISE


def test_a_few_tests_are_not_counted_and_many_are_kindly() -> None:
    assert accuracy_sentence(Tally(0, 0, 2)) == ""
    assert accuracy_sentence(Tally(7, 0, 5)) == "Your predictions came true in 7 of 12 tests; that is how one learns."
    assert accuracy_sentence(Tally(0, 0, 3)) == "Your predictions came true in none of 3 tests; that is how one learns."
    assert accuracy_sentence(Tally(2, 1, 1)) == SAID
    assert "less sure of" in accuracy_sentence(Tally(4)), "teams that are always right could ask more"
    assert tally({Foretold.AS_PREDICTED: 2, Foretold.UNTRIED: 9, None: 4}) == Tally(2, 0, 0)


def test_the_teams_word_comes_before_the_numbers_and_a_decision_fills_what_was_left_open(place: Place) -> None:
    made = project(place.ward, place.nurse)
    own = cycle(made, place.nurse, predicted_high=3.0)
    record_result(own, studied="Nearly.", measured_value=3.2, foretold=Foretold.PARTLY, by=place.nurse)
    decide(own, decision=Decision.ADAPT, reason="Close.", by=place.nurse)
    assert own.foretold is Foretold.PARTLY

    left = cycle(made, place.nurse, predicted_high=3.0)
    record_result(left, studied="Fewer.", measured_value=2.0, by=place.nurse)
    assert left.foretold is None
    decide(left, decision=Decision.ADOPT, reason="It works.", by=place.nurse)
    assert left.foretold is Foretold.AS_PREDICTED

    record_result(left, measured_value=5.0, foretold=None, by=place.nurse)
    assert left.foretold is Foretold.OTHERWISE, "a corrected number is compared anew"


def test_a_prediction_from_more_to_less_is_refused(client: PageClient, place: Place) -> None:
    made = project(place.ward, place.nurse)
    with pytest.raises(ValueError, match="from more to less"):
        start_cycle(
            made, question="Q", prediction="P", predicted_low=5, predicted_high=2, starts_on=clock.today(), by=place.nurse
        )
    db.session.rollback()
    sent = {"question": "Q", "prediction": "P", "predicted_low": "5", "predicted_high": "2", "driver": "0", "series": "0"}
    url = f"/improvement/projects/{made.id}/cycles/new"
    answer = client.sign_in(place.nurse).submit(url, sent | {"starts_on": clock.today().isoformat()})
    assert answer.status_code == 422
    assert "“At most” is less than “at least”. Swap the two numbers." in answer.text
    assert '<details class="nhsuk-details nhsuk-expander" open>' in answer.text, "what was refused is seen"


def run_four(place: Place) -> PdsaCycle:
    """Two projects of Ana Reid: two predictions came true, one in part, one did not; a fifth test was not carried out."""
    tests = [cycle(project(place.ward, place.nurse, title=f"Project {n}"), place.nurse) for n in (1, 2)]
    tests += [cycle(tests[0].project, place.nurse) for _ in range(3)]
    hows = (Foretold.AS_PREDICTED, Foretold.PARTLY, Foretold.AS_PREDICTED, Foretold.OTHERWISE, Foretold.UNTRIED)
    for test, how in zip(tests, hows, strict=True):
        record_result(test, foretold=how, by=place.nurse)
        decide(test, decision=Decision.ABANDON, reason="It taught us.", by=place.nurse)
    db.session.commit()
    return tests[0]


def test_the_count_spans_the_teams_projects_and_is_told_to_the_team_alone(client: PageClient, place: Place) -> None:
    made = run_four(place).project
    page = f"/improvement/projects/{made.id}?tab=cycles"
    said = SAID.replace("Your", "Over every project that somebody of this team leads or is on, your")
    assert said in client.sign_in(place.nurse).get(page).text
    add_member(made, person=place.other_nurse, part="Nurse", by=place.nurse)
    db.session.commit()
    assert said in client.sign_in(place.other_nurse).get(page).text
    for stranger in (place.reader, place.coach):
        assert "predictions came true" not in client.sign_in(stranger).get(page).text


def test_home_shows_results_that_are_due_before_what_runs(client: PageClient, place: Place) -> None:
    made = run_four(place).project
    soon = clock.today() + dt.timedelta(days=1)
    cycle(made, place.nurse, question="Due tomorrow?", result_due_on=soon)
    cycle(made, place.nurse, question="Due next month?", result_due_on=soon + dt.timedelta(days=30))
    home = client.sign_in(place.nurse).get("/").text
    assert home.index("Results due") < home.index("Due tomorrow?") < home.index("Running") < home.index("Due next month?")
    assert SAID.replace("Your", "Over every project that you lead or are on, your teams’") in home
    assert "Due tomorrow?" not in client.sign_in(place.other_nurse).get("/").text


def test_drafts_that_a_team_keeps_to_itself_are_not_counted_for_others(client: PageClient, place: Place) -> None:
    made = run_four(place).project
    made.team_only = True
    made.stage = "planning"
    db.session.commit()
    with client.application.test_request_context():
        assert sum(foretold_on_teams([place.nurse.id]).values()) == 1, "nobody is signed in: the open project's alone"


def test_undoing_a_decision_takes_the_test_out_of_the_count(place: Place) -> None:
    first = run_four(place)
    undo_decision(first, by=place.nurse)
    db.session.commit()
    assert tally(foretold_on_teams([place.nurse.id])).compared == 3
    assert first.foretold is Foretold.AS_PREDICTED, "what was found stays written down"


def test_a_decision_says_how_the_prediction_turned_out(client: PageClient, place: Place) -> None:
    test = cycle(project(place.ward, place.nurse), place.nurse)
    sent = {"version": test.version, "studied": "Fewer.", "decision": "adopt", "decision_reason": "It works."}
    url = f"/improvement/cycles/{test.id}/results"
    answer = client.sign_in(place.nurse).submit(url, sent)
    assert answer.status_code == 422
    assert "Say whether it went as you predicted." in answer.text
    assert client.submit(url, sent | {"foretold": "perhaps"}).status_code == 422
    assert client.submit(url, sent | {"foretold": "partly"}).status_code == 303
    assert db.session.get_one(PdsaCycle, test.id).foretold is Foretold.PARTLY


@pytest.mark.parametrize(
    ("on", "decision", "said"),
    [
        (dt.timedelta(days=1), "adopt", "This day is still to come."),
        (dt.timedelta(days=-3), "adopt", "Enter that day or a later one."),
        (dt.timedelta(days=-3), "abandon", ""),
        (dt.timedelta(), "adopt", ""),
    ],
)
@pytest.mark.one_database
def test_a_decision_lies_between_the_start_and_today_unless_called_off(
    client: PageClient, place: Place, on: dt.timedelta, decision: str, said: str
) -> None:
    test = cycle(project(place.ward, place.nurse), place.nurse)
    sent = {
        "version": test.version,
        "studied": "Seen.",
        "decision": decision,
        "decision_reason": "Because.",
        "foretold": "partly",
    }
    day = {"decided_on": (clock.today() + on).isoformat()}
    answer = client.sign_in(place.nurse).submit(f"/improvement/cycles/{test.id}/results", sent | day)
    assert answer.status_code == (422 if said else 303)
    assert said in answer.text
