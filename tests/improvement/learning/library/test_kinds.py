"""Causes of signals, root causes, summaries and reports beside projects, ideas and plans."""

import datetime as dt

from qms.control.signals.actions import acknowledge, act, close, explain
from qms.golden_thread.readings.models import Signal
from qms.improvement.impact.models import ImpactEntry, ImpactKind
from qms.improvement.learning.library.keeping import rebuild
from qms.improvement.projects.actions import edit_charter
from qms.improvement.projects.models import Method, Stage
from qms.improvement.publishing.actions import publish, store_words, withdraw
from qms.improvement.publishing.contents import gather
from qms.improvement.publishing.queries import words_of
from qms.kernel.db import db
from tests.builder import Builder
from tests.improvement.conftest import Place
from tests.improvement.learning.library.making import LIBRARY, ask, entry
from tests.improvement.making import project, signal_of
from tests.page_client import PageClient

WHY = "The call bells were off for a week."


def falls_signal(place: Place, build: Builder) -> Signal:
    """A signal of concern on Ward 1's falls."""
    return signal_of(build.series(build.metric(place.ward, name="Falls with harm"), place.ward))


def test_what_explained_a_jump_is_found_by_the_metric_and_by_the_cause(place: Place, build: Builder, addresses: None) -> None:
    signal = falls_signal(place, build)
    acknowledge(signal, by=place.nurse)
    db.session.commit()
    assert ask("falls", kind="cause") == [], "nobody knows the cause yet"
    explain(signal, cause=WHY, by=place.nurse)
    db.session.commit()
    assert ask("falls", kind="cause") == ask("call bell") == ["Falls with harm, Ward 1"]
    act(signal, decision="Test the bells every Monday.", owner=place.nurse, by=place.nurse)
    close(signal, reason="The bells ring again.", by=place.nurse)
    db.session.commit()
    assert ask("monday", unit=place.ward) == ["Falls with harm, Ward 1"]
    assert ask("monday", unit=place.other_ward) == []
    kept = entry("cause", signal.id)
    assert (kept.result, kept.on) == (f"{WHY} Decided: Test the bells every Monday.", dt.date(2026, 4, 1))


def test_signals_of_one_chart_with_the_same_cause_are_told_of_once(place: Place, build: Builder, addresses: None) -> None:
    signal = falls_signal(place, build)
    other = Signal(
        series_id=signal.series_id, rule="trend", first_period=dt.date(2026, 5, 1), last_period=dt.date(2026, 10, 1),
        type="concern-high", sentence="A trend.",
    )  # fmt: skip
    db.session.add(other)
    for each in (signal, other):
        explain(each, cause=WHY, by=place.nurse)
    db.session.commit()
    assert len(ask(kind="cause")) == 1
    explain(other, cause="Another one.", by=place.nurse)
    db.session.commit()
    assert len(ask(kind="cause")) == 2


def test_a_cause_stands_in_its_tab_without_an_outcome_and_leads_to_the_signal(
    client: PageClient, place: Place, build: Builder
) -> None:
    signal = falls_signal(place, build)
    explain(signal, cause=WHY, by=place.nurse)
    db.session.commit()
    page = client.sign_in(place.reader).get(f"{LIBRARY}?q=falls&kind=cause").text
    assert "1 thing tells of “falls”." in page
    assert "Causes (1)" in page
    assert f'href="/control/signals/{signal.id}"' in page
    assert f"A change for the worse. {WHY}" in page
    assert "Not known yet" not in page.split("<main")[1].split("qms-choice-list")[1]


def test_root_causes_of_a_lean_project_are_causes_and_barriers_of_others_are_not(place: Place, addresses: None) -> None:
    lean, other = (project(place.ward, place.nurse, title=title) for title in ("Lean", "Other"))
    for each in (lean, other):
        edit_charter(each, barriers="Two stores hold the same dressings.", by=place.nurse)
    edit_charter(lean, method=Method.LEAN_A3, by=place.nurse)
    db.session.commit()
    assert ask("dressings", kind="cause") == ["Lean"]
    edit_charter(lean, team_only=True, stage=Stage.IDEA, by=place.nurse)
    db.session.commit()
    assert ask("dressings", kind="cause") == [], "a draft is its team's alone"
    edit_charter(lean, team_only=False, barriers="", by=place.nurse)
    db.session.commit()
    assert ask(kind="cause") == []


def test_what_was_told_to_others_is_a_report_with_and_without_a_project(
    client: PageClient, place: Place, build: Builder
) -> None:
    told = {"kind": ImpactKind.PRESENTATION, "happened_on": dt.date(2026, 9, 1), "by_id": place.nurse.id}
    of_project = ImpactEntry(project_id=project(place.ward, place.nurse).id, title="Night lights at the forum", **told)
    of_unit = ImpactEntry(unit_id=place.trust.id, title="Bells at the conference", **told)
    meeting = ImpactEntry(unit_id=place.ward.id, title="Bells", **(told | {"kind": ImpactKind.MEETING}))
    db.session.add_all([of_project, of_unit, meeting])
    db.session.commit()
    page = client.sign_in(place.reader).get(f"{LIBRARY}?kind=report").text
    assert "Reports (2)" in page
    assert "Presentation or poster, Riverside Trust, September 2026" in page
    assert f'/{of_unit.id}">Bells at the conference' in page
    assert "Night lights at the forum" in client.get("/search?q=forum").text
    db.session.delete(of_unit)
    db.session.commit()
    assert "Reports (1)" in client.get(f"{LIBRARY}?kind=report").text


def test_a_rebuild_fills_in_kinds_that_came_with_a_newer_version(place: Place, build: Builder, addresses: None) -> None:
    signal = falls_signal(place, build)
    db.session.execute(db.update(Signal).values(cause=WHY))  # as an earlier version left it: past the library
    db.session.commit()
    assert ask(kind="cause") == []
    assert rebuild() == 1
    assert ask(kind="cause") == ["Falls with harm, Ward 1"]
    db.session.execute(db.update(Signal).values(cause=""))
    assert rebuild() == 1, "what is no longer there goes"
    assert signal.id


def test_a_published_summary_is_a_report_until_it_is_taken_back(place: Place, addresses: None) -> None:
    made = project(place.ward, place.nurse)
    texts = {"headline": "One bag for sepsis", "result": "Antibiotics come sooner.", "tell_others": "Agree who refills it."}
    store_words(words_of(made.id), by=place.nurse, **texts)
    edition = publish(made, story=gather(made), by=place.nurse)
    db.session.commit()
    assert ask("refills", kind="report") == ["One bag for sepsis"]
    assert ask("refills", kind="project") == []
    withdraw(edition, reason="A number was wrong.", by=place.nurse)
    db.session.commit()
    assert ask("refills") == []
