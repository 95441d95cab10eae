"""The project's page: the sentence first, what is missing with its remedy, and the same number of queries for all."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest

from qms.improvement.log.actions import add_entry
from qms.improvement.pdsa.actions import decide
from qms.improvement.pdsa.models import Decision
from qms.improvement.progress.actions import archive, change_stage
from qms.improvement.projects.actions import edit_charter
from qms.improvement.projects.models import Stage
from qms.improvement.projects.next_steps import next_step
from qms.improvement.projects.parts import PARTS
from qms.improvement.team.actions import add_member
from qms.kernel import clock
from qms.kernel.db import db
from tests.builder import Builder
from tests.improvement.conftest import Place
from tests.improvement.evidence.test_findings import BEFORE, SINCE, changed
from tests.improvement.making import cycle, objective, project
from tests.page_client import PageClient


@pytest.mark.one_database
def test_everybody_reads_and_nobody_without_a_role_is_offered_a_form(client: PageClient, place: Place) -> None:
    made = project(place.ward, place.nurse)
    cycle(made, place.nurse)
    client.sign_in(place.reader)
    page = "".join(client.get(f"/improvement/projects/{made.id}?tab={each.key}").text for each in PARTS)
    assert "Does a night light help?" in page
    for words in ("What happened today?", "Plan a test", "Edit the charter", "Link the measure", "Store the team", "Remove"):
        assert words not in page


@pytest.mark.one_database
def test_a_project_without_an_objective_says_so_and_offers_the_remedy(client: PageClient, place: Place) -> None:
    made = project(place.ward, place.nurse)
    client.sign_in(place.nurse)
    page = client.get(f"/improvement/projects/{made.id}").text
    assert "It serves no objective yet." in page
    assert "No measure shows whether it works." in page
    served = project(place.ward, place.nurse, objective=objective(place.trust, "Safe care every time"))
    assert "Safe care every time" in client.get(f"/improvement/projects/{served.id}").text


@pytest.mark.one_database
def test_what_is_not_there_is_not_found(client: PageClient, place: Place) -> None:
    client.sign_in(place.nurse)
    for url in ("projects/999", "projects/999/edit", "cycles/999", "cycles/999/edit", "entries/999/edit"):
        assert client.get(f"/improvement/{url}").status_code == 404, url


@pytest.mark.one_database
def test_the_next_step_follows_from_where_the_project_stands(place: Place, addresses: None) -> None:
    today, soon = clock.today(), clock.today() + dt.timedelta(days=7)
    made = project(place.ward, place.nurse)
    assert next_step(made, [], 0, today).text == "Link a measure that will show whether it works"
    assert next_step(made, [], 1, today).text.startswith("Write the aim")
    made.aim = "From 5.9 to 4.0 by March."
    assert next_step(made, [], 1, today).text == "Plan the first test of a change"
    test = cycle(made, place.nurse, result_due_on=soon)
    assert next_step(made, [test], 1, today).text.startswith("Cycle 1 is running: result due on ")
    assert next_step(made, [test], 1, soon + dt.timedelta(days=1)).late
    decide(test, decision=Decision.ADAPT, reason="Too bright.", by=place.nurse)
    assert next_step(made, [test], 1, today).text == "Start the next cycle, adapted from cycle 1"
    test.decision = Decision.ADOPT
    assert next_step(made, [test], 1, today).text.startswith("Make the adopted change the standard")
    change_stage(made, stage=Stage.SUSTAINING, since=today, by=place.nurse)
    assert next_step(made, [test], 1, today).text.startswith("Check that the gain holds")
    assert next_step(made, [test], 1, made.due_on + dt.timedelta(days=1)).text.startswith("The end date of ")
    change_stage(made, stage=Stage.COMPLETED, since=today, learned="Lights work.", by=place.nurse)
    assert next_step(made, [test], 1, today).text == ""


@pytest.mark.one_database
def test_a_branch_that_was_to_be_adapted_is_not_forgotten_behind_a_newer_test(place: Place, addresses: None) -> None:
    today = clock.today()
    made = project(place.ward, place.nurse)
    made.aim = "From 5.9 to 4.0 by March."
    lights = cycle(made, place.nurse, idea="Night lights")
    decide(lights, decision=Decision.ADAPT, reason="Too bright.", by=place.nurse)
    socks = cycle(made, place.nurse, idea="Red socks")
    decide(socks, decision=Decision.ABANDON, reason="Nobody wore them.", by=place.nurse)
    cycles = [lights, socks]
    assert next_step(made, cycles, 1, today).text == "Start the next cycle, adapted from cycle 1"
    again = cycle(made, place.nurse, idea="night lights")
    decide(again, decision=Decision.ABANDON, reason="Still too bright.", by=place.nurse)
    assert next_step(made, [*cycles, again], 1, today).text == "Plan the next test of a change"
    again.idea, again.follows_id = "Dimmed lights", lights.id
    assert next_step(made, [*cycles, again], 1, today).text == "Plan the next test of a change"
    made.stage = Stage.SUSTAINING
    assert next_step(made, cycles, 1, today).text.startswith("Check that the gain holds")


@pytest.mark.one_database
def test_nobody_is_told_to_complete_a_project_that_was_opened_again(place: Place, addresses: None) -> None:
    made = project(place.ward, place.nurse)
    made.aim = "From 5.9 to 4.0 by March."
    late = made.due_on + dt.timedelta(days=1)
    change_stage(made, stage=Stage.COMPLETED, since=clock.today(), learned="Lights work.", by=place.nurse)
    change_stage(made, stage=Stage.SUSTAINING, since=clock.today(), by=place.nurse)
    said = "It was opened again: find out what changed, and test what would hold the gain"
    assert next_step(made, [], 1, clock.today()).text == said
    assert next_step(made, [], 1, late).text == said
    change_stage(made, stage=Stage.TESTING, since=clock.today(), by=place.nurse)
    step = next_step(made, [], 1, late)
    assert step.text.endswith("has passed: set a new date")
    assert step.url.endswith("/edit")


@pytest.mark.one_database
def test_the_queries_do_not_grow_with_the_project(
    client: PageClient, place: Place, build: Builder, count_queries: Callable[[], Any]
) -> None:
    metric = build.metric(place.ward)
    made = project(place.ward, place.nurse, series=build.series(metric, place.ward))
    cycle(made, place.nurse)
    add_entry(made, text="Began.", happened_on=clock.today(), by=place.nurse)
    db.session.commit()
    client.sign_in(place.nurse)
    url = f"/improvement/projects/{made.id}"

    def opened(tab: str) -> int:
        with count_queries() as queries:
            client.get(f"{url}?tab={tab}")
        return len(queries)

    few = [opened(each.key) for each in PARTS]
    for number in range(8):
        cycle(made, place.nurse, question=f"Test {number}?")
        writer = build.person(name=f"Writer {number}")
        add_entry(made, text="More.", happened_on=clock.today(), by=writer)
        add_member(made, person=writer, part="Nurse", by=place.nurse)
        build.series(metric, place.ward, f"Bay {number}")
        db.session.commit()
    assert [opened(each.key) for each in PARTS] == few


@pytest.mark.one_database
def test_each_part_has_its_tab_and_a_word_that_names_none_shows_the_log(client: PageClient, place: Place) -> None:
    made = project(place.ward, place.nurse)
    client.sign_in(place.nurse)
    for part in PARTS:
        page = client.get(f"/improvement/projects/{made.id}?tab={part.key}").text
        assert f'id="{part.key}"' in page
        assert page.count('aria-current="page">') == 1
        assert "<strong>Next:</strong>" in page, "the head stands above every part"
    assert "What happened today?" in client.get(f"/improvement/projects/{made.id}?tab=nonsense").text


@pytest.mark.one_database
def test_publishing_is_a_quiet_link_until_there_is_a_result(client: PageClient, place: Place, build: Builder) -> None:
    made = project(place.ward, place.nurse)
    url = f"/improvement/projects/{made.id}"
    page = client.sign_in(place.nurse).get(url).text
    assert "Publish what there is so far" in page
    assert ">Publish</a>" not in page
    shown, _, _ = changed(place, build.metric(place.ward, name="Falls"), [*BEFORE, *SINCE])
    page = client.get(f"/improvement/projects/{shown.id}").text
    assert ">Publish</a>" in page
    assert "Publish what there is so far" not in page


@pytest.mark.one_database
def test_the_part_of_a_partner_whom_nobody_names_says_whose_it_is(client: PageClient, place: Place) -> None:
    made = project(place.ward, place.nurse)
    url = f"/improvement/projects/{made.id}?tab=people"
    assert "#lived_experience" not in client.sign_in(place.nurse).get(url).text, "nobody is named whose part it could be"
    edit_charter(made, lived_experience="Chooses what is measured.", by=place.nurse)
    db.session.commit()
    assert "Lived-experience partner: their part" in client.get(url).text
    edit_charter(made, partner="Carers’ group", by=place.nurse)
    db.session.commit()
    assert "partner: their part" not in client.get(url).text


@pytest.mark.one_database
def test_an_archived_project_leads_to_the_archive_and_back_out_of_it(client: PageClient, place: Place) -> None:
    made = project(place.ward, place.nurse)
    change_stage(made, stage=Stage.STOPPED, since=clock.today(), learned="No time.", by=place.nurse)
    archive(made, by=place.nurse)
    db.session.commit()
    url = f"/improvement/projects/{made.id}"
    page = client.sign_in(place.nurse).get(url).text
    assert 'href="/improvement/?stage=archived"' in page
    assert f'href="{url}?tab=charter#stages">Take it out of the archive' in page
    assert "Take it out of the archive" not in client.sign_in(place.reader).get(url).text
    assert made.title in client.get("/improvement/?stage=archived").text


@pytest.mark.one_database
def test_the_score_by_evidence_says_step_by_step_why_it_stops(client: PageClient, place: Place, build: Builder) -> None:
    made, _, _ = changed(place, build.metric(place.ward, name="Falls"), [*BEFORE, *BEFORE[:8]])
    page = " ".join(client.sign_in(place.nurse).get(f"/improvement/projects/{made.id}?tab=measures").text.split())
    assert "<li><strong>2.0</strong> The measures have data.</li>" in page
    assert "<strong>Why not 3.0 yet:</strong> Falls: the chart shows common cause" in page
