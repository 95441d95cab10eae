"""What the charts of many projects show, in the words of their own pages, from what is kept of them."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest

from qms.golden_thread.documents import Outcome
from qms.golden_thread.metrics.models import Metric, MetricKind
from qms.golden_thread.strands import Strand, strand
from qms.improvement.evidence.comparing import judgements_of
from qms.improvement.evidence.headlines import headlines
from qms.improvement.evidence.jobs import recheck_findings
from qms.improvement.evidence.models import Finding
from qms.improvement.measures.actions import link_measure
from qms.improvement.pdsa.actions import decide
from qms.improvement.pdsa.models import Decision
from qms.improvement.projects.models import Project
from qms.improvement.thread.documents import documents
from qms.improvement.thread.serving import serving
from qms.kernel.db import db
from qms.spc import Judgement
from tests.builder import Builder
from tests.improvement.conftest import Place
from tests.improvement.evidence.test_findings import BEFORE, CHANGE, SINCE, changed
from tests.improvement.making import cycle, falls, objective, project
from tests.page_client import PageClient


def test_the_words_are_those_of_the_projects_page(client: PageClient, place: Place, build: Builder) -> None:
    made, _, _ = changed(place, build.metric(place.ward, name="Falls"), [*BEFORE, *SINCE])
    found = headlines([made.id])[made.id]
    assert found.sentence == (
        "Since the change on 3 March 2026 the average of Falls is lower: 5.9 before, 3.0 after (8 months)."
    )
    assert found.judgement == "The chart shows a real improvement, sustained for 8 months."
    assert found.tone == "improvement"
    page = client.sign_in(place.nurse).get(f"/improvement/projects/{made.id}").text
    assert found.sentence in page
    assert found.judgement in page


def test_before_anything_is_adopted_the_words_count_from_the_first_test(place: Place, build: Builder) -> None:
    made = project(place.ward, place.nurse, series=falls(build.metric(place.ward), place.ward, [*BEFORE, *SINCE]))
    test = cycle(made, place.nurse, starts_on=CHANGE)
    assert headlines([made.id])[made.id].sentence.startswith("Since testing began on 3 March 2026 the average")
    decide(test, decision=Decision.ADOPT, reason="It works.", on=CHANGE, by=place.nurse)
    db.session.commit()
    assert headlines([made.id])[made.id].sentence.startswith("Since the change on 3 March 2026 the average")


def test_an_outcome_goes_first_and_what_must_not_get_worse_proves_nothing(place: Place, build: Builder) -> None:
    balancing, process, outcome = (
        build.metric(place.ward, name=kind.value.capitalize(), kind=kind)
        for kind in (MetricKind.BALANCING, MetricKind.PROCESS, MetricKind.OUTCOME)
    )
    made = _tested(place)
    _link(made, place, balancing, [*BEFORE, *SINCE])
    assert headlines([made.id]) == judgements_of([made.id]) == {}
    _link(made, place, process, [*BEFORE, *SINCE])
    assert judgements_of([made.id]) == {made.id: Judgement.IMPROVEMENT}
    _link(made, place, outcome, [*BEFORE, *BEFORE[:8]])
    assert judgements_of([made.id]) == {made.id: Judgement.CHANCE}
    assert "Outcome" in headlines([made.id])[made.id].sentence


def test_a_measure_without_numbers_on_both_sides_leaves_the_word_to_the_next(place: Place, build: Builder) -> None:
    made = _tested(place)
    _link(made, place, build.metric(place.ward, name="Begun too late"), SINCE)
    _link(made, place, build.metric(place.ward, name="Falls"), [*BEFORE, *SINCE])
    assert judgements_of([made.id]) == {made.id: Judgement.IMPROVEMENT}
    assert "Falls" in headlines([made.id])[made.id].sentence


WORSE = [9.0, 10, 9, 11, 9, 10, 9, 10]


@pytest.mark.parametrize("worse_first", [True, False])
def test_an_outcome_that_got_worse_is_the_verdict_wherever_it_was_linked(
    client: PageClient, place: Place, build: Builder, worse_first: bool
) -> None:
    falls_, harm, pain = (build.metric(place.ward, name=name) for name in ("Falls", "Harm from falls", "Pain"))
    links = [(falls_, [*BEFORE, *SINCE]), (pain, [*BEFORE, *BEFORE[:8]]), (harm, [*BEFORE, *WORSE])]
    aim = objective(place.ward)
    made = _tested(place)
    made.objective_id = aim.id
    for metric, values in reversed(links) if worse_first else links:
        _link(made, place, metric, values)
    assert judgements_of([made.id]) == {made.id: Judgement.CONCERN}
    counted = "1 of 3 outcomes improved, and Harm from falls got worse."
    found = headlines([made.id])[made.id]
    assert "the average of Harm from falls is higher" in found.sentence
    assert found.judgement.endswith(counted)
    assert found.tone == "concern"
    page = client.sign_in(place.reader).get(f"/improvement/projects/{made.id}").text
    assert found.sentence in page, "the head of the page speaks of the same outcome"
    assert counted in page
    assert "Worse, 1 of 3 outcomes: Harm from falls" in client.get("/improvement/").text
    with client.application.test_request_context():
        served = serving([aim.id])[aim.id]
    assert "The charts show a real change for the worse in 1 of 3 outcomes: Harm from falls." in served.cards[0].sentence
    assert "a real change for the worse" in served.detail
    assert documents([made.id])[made.id][0].outcome is Outcome.DID_NOT


def test_many_projects_cost_no_more_queries_and_no_chart(
    place: Place, build: Builder, count_queries: Callable[[], Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    ids = [changed(place, build.metric(place.ward, name=f"Falls {n}"), [*BEFORE, *SINCE])[0].id for n in range(4)]
    charts: list[object] = []
    room = type(strand("signal"))
    really = room.effects_of

    def noted(self: Strand, wanted: Any) -> Any:
        charts.append(wanted)
        return really(self, wanted)

    monkeypatch.setattr(room, "effects_of", noted)

    def asked(some: list[int]) -> int:
        db.session.expunge_all()
        with count_queries() as queries:
            assert len(headlines(some)) == len(judgements_of(some)) == len(some)
        return len(queries)

    asked(ids[:1])
    assert asked(ids) == asked(ids[:1])
    assert charts == []
    assert headlines([]) == judgements_of([]) == {}


def test_findings_from_before_words_were_kept_are_told_by_the_charts_until_the_night(place: Place, build: Builder) -> None:
    made, _, _ = changed(place, build.metric(place.ward, name="Falls"), [*BEFORE, *SINCE])
    now = headlines([made.id])
    db.session.execute(db.update(Finding).values(told=None, judged=None))
    db.session.commit()
    assert headlines([made.id]) == now
    assert recheck_findings() == "1 project with measures rechecked, 1 finding brought up to date."
    assert db.session.query(Finding.told).scalar().startswith("the average of Falls is lower")


def _tested(place: Place) -> Project:
    made = project(place.ward, place.nurse)
    test = cycle(made, place.nurse, starts_on=dt.date(2026, 2, 1))
    decide(test, decision=Decision.ADOPT, reason="It works.", on=CHANGE, by=place.nurse)
    return made


def _link(made: Project, place: Place, metric: Metric, values: list[float]) -> None:
    link_measure(made, series=falls(metric, place.ward, values), by=place.nurse)
    db.session.commit()


WANDERING = [10.0, 11, 8, 7, 5, 8, 8, 11, 12, 13, 12, 14, 13, 11, 13, 15, 19, 16, 14, 10, 3, 3, 7, 7, 3, 7, 7, 8]


def test_a_series_that_wanders_says_so_wherever_its_change_is_claimed(
    client: PageClient, place: Place, build: Builder
) -> None:
    made, _, _ = changed(place, build.metric(place.ward, name="Falls"), WANDERING)
    caution = "Take care: each month resembles the one before it here, and then such runs often come by themselves."
    found = headlines([made.id])[made.id]
    assert found.judgement.startswith("The chart shows a real improvement")
    assert caution in found.judgement
    assert caution in db.session.query(Finding).one().judged
    assert caution in client.sign_in(place.nurse).get(f"/improvement/projects/{made.id}").text
    steady, _, _ = changed(place, build.metric(place.ward, name="Delays"), [*BEFORE, *BEFORE, *SINCE])
    assert "Take care" not in headlines([steady.id])[steady.id].judgement
