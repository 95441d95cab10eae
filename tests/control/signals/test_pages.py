"""Signals on pages: found, answered without losing one's place, refused where the role or the moment is wrong."""

import csv
import io

import pytest

from qms.control.signals import actions
from qms.golden_thread.readings.models import Signal, SignalState
from qms.kernel.db import db
from qms.organisation.models import Unit
from qms.people.models import Person
from qms.people.roles import RoleName
from tests.builder import Builder
from tests.control.rows import STEADY
from tests.control.signals.making import BETTER, measured, signal_at, ward_of
from tests.page_client import PageClient

pytestmark = pytest.mark.one_database


@pytest.fixture
def trust(build: Builder) -> Unit:
    """A trust with a concern on Ward 1."""
    trust = build.trust()
    measured(build, build.metric(trust, name="Falls"), ward_of(trust))
    return trust


@pytest.fixture
def signal(trust: Unit) -> Signal:
    """The concern."""
    return signal_at(ward_of(trust))


@pytest.fixture
def manager(build: Builder, trust: Unit, client: PageClient) -> Person:
    """The manager of Ward 1, signed in."""
    manager = build.person(RoleName.WARD_MANAGER, ward_of(trust), name="Ann Lee")
    client.sign_in(manager)
    return manager


def _url(signal: Signal, answer: str = "") -> str:
    return f"/control/signals/{signal.id}{answer and f'/{answer}'}"


def _again(signal: Signal) -> Signal:
    db.session.rollback()
    db.session.expire_all()
    return db.session.get_one(Signal, signal.id)


def test_the_page_says_what_is_wrong_and_asks(client: PageClient, signal: Signal, manager: Person) -> None:
    page = client.get(_url(signal))
    assert page.status_code == 200
    assert signal.sentence in page.text
    assert "What caused it?" in page.text
    assert f"/improvement/projects/new?signal={signal.id}" in page.text


def test_good_news_asks_what_you_did(client: PageClient, build: Builder, trust: Unit, manager: Person) -> None:
    ward = build.unit("Ward 3", parent=ward_of(trust).parent)
    measured(build, build.metric(trust), ward, BETTER)
    build.person(RoleName.COACH, trust)
    client.sign_in(build.person(RoleName.COACH, trust))
    page = client.get(_url(signal_at(ward)))
    assert "What did you do? Keep it." in page.text
    assert "What caused it?" not in page.text


def test_one_press_from_the_ward_page_leads_back_to_it(client: PageClient, signal: Signal, manager: Person) -> None:
    ward_page = f"/control/units/{signal.series.unit_id}"
    back = f"{ward_page}#signals"
    page = client.get(ward_page)
    assert back in page.text
    answer = client.submit(_url(signal, "acknowledge"), {"version": signal.version, "back": back})
    assert (answer.status_code, answer.location) == (303, back)
    stored = _again(signal)
    assert (stored.state, stored.owner_id) == (SignalState.ACKNOWLEDGED, manager.id)
    assert "No signal waits for an answer." in client.get(ward_page).text


def test_back_never_leads_to_another_host(client: PageClient, signal: Signal, manager: Person) -> None:
    answer = client.submit(_url(signal, "acknowledge"), {"version": signal.version, "back": "//evil.example/"})
    assert answer.status_code == 303
    assert "evil" not in answer.location


def test_pressing_twice_is_no_fault(client: PageClient, signal: Signal, manager: Person) -> None:
    version = signal.version
    for _ in range(2):
        assert client.submit(_url(signal, "acknowledge"), {"version": version}).status_code == 303
    assert len(_again(signal).steps) == 2


@pytest.mark.parametrize(
    ("answer", "problem"),
    [
        ("explain", "Say what caused it"),
        ("act", "Say what you decided"),
        ("close", "Say why nothing more needs to be done"),
    ],
)
def test_an_answer_needs_its_words(client: PageClient, signal: Signal, manager: Person, answer: str, problem: str) -> None:
    blank = {"cause": "  ", "decision": "  ", "reason": "  ", "owner": manager.id}
    page = client.submit(_url(signal, answer), {"version": signal.version, **blank})
    assert page.status_code == 422
    assert problem in page.text
    assert _again(signal).state is SignalState.OPEN


def test_patients_are_not_named(client: PageClient, signal: Signal, manager: Person) -> None:
    page = client.submit(_url(signal, "explain"), {"version": signal.version, "cause": "Patient 943 476 5919 fell."})
    assert page.status_code == 422
    assert "NHS number" in page.text


def test_a_decision_names_who_sees_to_it(client: PageClient, build: Builder, signal: Signal, manager: Person) -> None:
    stranger = build.person(RoleName.VIEWER, signal.series.unit)
    fields = {"version": signal.version, "decision": "Charge the alarms."}
    assert client.submit(_url(signal, "act"), fields | {"owner": stranger.id}).status_code == 422
    assert client.submit(_url(signal, "act"), fields).status_code == 422
    assert client.submit(_url(signal, "act"), fields | {"owner": manager.id}).status_code == 303
    assert "Acted on by Ann Lee: Charge the alarms." in client.get(_url(signal)).text


def test_two_people_at_once_lose_nothing(client: PageClient, build: Builder, signal: Signal, manager: Person) -> None:
    seen = signal.version
    actions.explain(signal, cause="A broken alarm.", by=build.person(RoleName.WARD_MANAGER, signal.series.unit))
    db.session.commit()
    page = client.submit(_url(signal, "explain"), {"version": seen, "cause": "Two new nurses."})
    assert page.status_code == 409
    assert "A broken alarm." in page.text
    assert "Two new nurses." in page.text
    assert _again(signal).cause == "A broken alarm."
    stored_now = {"version": _again(signal).version, "cause": "A broken alarm and two new nurses."}
    assert client.submit(_url(signal, "explain"), stored_now).status_code == 303


def test_closing_and_opening_again(client: PageClient, signal: Signal, manager: Person) -> None:
    client.submit(_url(signal, "close"), {"version": signal.version, "reason": "One very ill patient."})
    page = client.get(_url(signal))
    assert "Open it again" in page.text
    assert "Store the cause" not in page.text
    answer = client.submit(_url(signal, "reopen"), {"version": _again(signal).version, "because": "It happened again."})
    assert answer.status_code == 303
    assert "Opened again" in client.get(_url(signal)).text


def test_what_makes_no_sense_is_refused_in_words(client: PageClient, build: Builder, signal: Signal, manager: Person) -> None:
    answer = client.submit(_url(signal, "reopen"), {"version": signal.version, "because": "Again."})
    assert answer.status_code == 422
    assert "It is not closed." in answer.text


@pytest.mark.parametrize("answer", ["acknowledge", "explain", "act", "close", "reopen"])
def test_only_those_with_a_role_on_the_unit_answer(
    client: PageClient, build: Builder, signal: Signal, trust: Unit, answer: str
) -> None:
    client.sign_in(build.person(RoleName.WARD_MANAGER, ward_of(trust, "Ward 2")))
    fields = {"version": signal.version, "cause": "x", "decision": "x", "reason": "x", "because": "x"}
    assert client.submit(_url(signal, answer), fields).status_code == 403
    page = client.get(_url(signal))
    assert page.status_code == 200
    assert "I will look into it" not in page.text


def test_no_such_signal(client: PageClient, manager: Person) -> None:
    assert client.get("/control/signals/999").status_code == 404
    assert client.submit("/control/signals/999/acknowledge", {"version": 1}).status_code == 404


def test_the_list_puts_concerns_first_and_narrows(client: PageClient, build: Builder, trust: Unit, manager: Person) -> None:
    measured(build, build.metric(trust, name="Ulcers"), ward_of(trust, "Ward 2"), BETTER)
    page = client.get("/control/signals")
    assert page.text.index("Falls, Ward 1") < page.text.index("Ulcers, Ward 2")
    only = client.get("/control/signals?kind=improvement")
    assert "Falls, Ward 1" not in only.text
    here = client.get(f"/control/signals?unit={ward_of(trust).id}")
    assert "1 signal not closed: 1 concern." in here.text
    assert "No signal matches" in client.get("/control/signals?state=closed").text
    assert client.get("/control/signals?state=nonsense&kind=nonsense&page=99").status_code == 200
    assert client.get("/control/signals?unit=999").status_code == 404


def test_the_list_as_csv(client: PageClient, signal: Signal, manager: Person) -> None:
    answer = client.get("/control/signals.csv")
    rows = list(csv.DictReader(io.StringIO(answer.text.lstrip("\ufeff"))))
    unit = signal.series.unit.name
    assert any((row["metric"], row["unit"], row["state"]) == ("Falls", unit, "open") for row in rows)


def test_an_empty_list_teaches(client: PageClient, build: Builder) -> None:
    client.sign_in(build.person(RoleName.VIEWER, build.trust()))
    assert "A signal opens by itself" in client.get("/control/signals").text


def test_queries_do_not_grow_with_the_signals(
    client: PageClient, build: Builder, trust: Unit, manager: Person, count_queries
) -> None:
    def queries() -> int:
        with count_queries() as made:
            assert client.get("/control/signals?state=all").status_code == 200
        return len(made)

    few = queries()
    for number in range(6):
        ward = build.unit(f"More {number}", parent=ward_of(trust).parent)
        measured(build, build.metric(trust), ward, (*STEADY, *STEADY, 90 + number))
    assert queries() == few
