"""Objectives on pages: setting, changing, choosing metrics, telling, ending, deleting."""

import csv
import io
from collections.abc import Callable
from typing import Any

from sqlalchemy import select

from qms.golden_thread.objectives.models import Narrative, Objective, ObjectiveMetric, ObjectiveState
from qms.kernel.db import db
from tests.builder import Builder
from tests.golden_thread.objectives.thread import Thread
from tests.page_client import PageClient


def fields(thread: Thread, **changes: Any) -> dict[str, Any]:
    """A form filled in well, unless changed."""
    return {
        "title": "Fewer falls with harm",
        "aim": "Halve them by March 2027.",
        "unit_id": thread.trust.id,
        "parent_id": thread.board.id,
        "owner_id": thread.chair.id,
        "starts_on": "2026-04-01",
        "due_on": "31/03/2027",
        "period": "2026/27",
        "position": "",
    } | changes


def test_an_objective_is_set_and_its_metric_is_asked_for_next(thread: Thread, client: PageClient) -> None:
    client.sign_in(thread.chair)
    assert "Safe care every time (Riverside Trust)" in client.get("/objectives/new").text
    answer = client.submit("/objectives/new", fields(thread), follow_redirects=True)
    assert answer.status_code == 200
    assert "Metrics of Fewer falls with harm" in answer.text
    stored = db.session.execute(select(Objective).where(Objective.title == "Fewer falls with harm")).scalar_one()
    assert (stored.parent_id, stored.due_on.isoformat(), stored.position) == (thread.board.id, "2027-03-31", 1)


def test_the_form_of_a_narrower_objective_starts_from_the_wider_one(thread: Thread, client: PageClient) -> None:
    page = client.sign_in(thread.chair).get(f"/objectives/new?parent={thread.board.id}").text
    assert f'<option selected value="{thread.board.id}">Safe care every time' in page


def test_what_was_typed_stays_when_it_cannot_be_stored(thread: Thread, client: PageClient) -> None:
    client.sign_in(thread.chair)
    answer = client.submit("/objectives/new", fields(thread, due_on="soon", title=""))
    assert answer.status_code == 422
    assert "Say in a few words what is to be achieved." in answer.text
    assert "Halve them by March 2027." in answer.text
    answer = client.submit("/objectives/new", fields(thread, due_on="2026-03-01"))
    assert answer.status_code == 422
    assert "The due date must be after the start." in answer.text


def test_a_parent_must_stand_at_or_above_the_unit(thread: Thread, client: PageClient) -> None:
    client.sign_in(thread.chair)
    answer = client.submit("/objectives/new", fields(thread, parent_id=thread.low.id))
    assert answer.status_code == 422
    assert "belongs to Ward 1, which is not above Riverside Trust" in answer.text


def test_an_objective_cannot_serve_what_serves_it(thread: Thread, client: PageClient) -> None:
    client.sign_in(thread.chair)
    same_unit = thread.objective("Second on Ward 1", thread.ward, parent=thread.low)
    data = fields(thread, title=thread.low.title, unit_id=thread.ward.id, parent_id=same_unit.id, version=1)
    answer = client.submit(f"/objectives/{thread.low.id}/edit", data)
    assert answer.status_code == 422
    assert "serves this objective, so it cannot be served by it" in answer.text


def test_an_objective_does_not_move_below_those_that_serve_it(thread: Thread, client: PageClient) -> None:
    client.sign_in(thread.chair)
    data = fields(thread, title="Safe", unit_id=thread.other_ward.id, parent_id="", version=1)
    answer = client.submit(f"/objectives/{thread.board.id}/edit", data)
    assert answer.status_code == 422
    assert "Fewer falls in Medicine” of Medicine serves this objective" in answer.text


def test_two_edits_at_once_show_both(thread: Thread, client: PageClient) -> None:
    client.sign_in(thread.chair)
    url = f"/objectives/{thread.board.id}/edit"
    stale = fields(thread, title="My title", parent_id="", version=1)
    assert client.submit(url, fields(thread, title="Their title", parent_id="", version=1)).status_code == 303
    answer = client.submit(url, stale)
    assert answer.status_code == 409
    assert "Their title" in answer.text
    assert 'value="My title"' in answer.text
    assert client.submit(url, stale | {"version": 2}).status_code == 303
    db.session.expire_all()
    assert db.session.get(Objective, thread.board.id).title == "My title"


def test_a_ward_manager_sets_the_wards_objectives_only(thread: Thread, client: PageClient) -> None:
    client.sign_in(thread.manager)
    assert client.submit("/objectives/new", fields(thread)).status_code == 422  # the trust is not among the choices
    own = fields(thread, unit_id=thread.ward.id, parent_id=thread.middle.id)
    assert client.submit("/objectives/new", own).status_code == 303
    assert client.get(f"/objectives/{thread.middle.id}/edit").status_code == 403
    assert client.submit(f"/objectives/{thread.middle.id}/end", {"state": "stopped", "reason": "x"}).status_code == 403


def test_metrics_are_linked_and_one_is_the_headline(thread: Thread, client: PageClient, build: Builder) -> None:
    falls = build.metric(thread.trust, name="Falls")
    harm = build.metric(thread.trust, name="Falls with harm")
    thread.reading(falls, thread.trust, "improvement-low")
    client.sign_in(thread.chair)
    url = f"/objectives/{thread.board.id}/metrics"
    assert "Falls with harm" in client.get(f"{url}?q=HARM").text
    for metric in (falls, harm):
        assert client.submit(url, {"metric_id": metric.id}).status_code == 303
    assert client.submit(f"{url}/{harm.id}/headline").status_code == 303
    links = dict(db.session.execute(select(ObjectiveMetric.metric_id, ObjectiveMetric.headline)).all())
    assert links == {falls.id: False, harm.id: True}
    answer = client.submit(f"{url}/{harm.id}/unlink", follow_redirects=True)
    assert "Falls is the headline now." in answer.text
    assert client.submit(url, {}).status_code == 422
    assert client.submit(f"{url}/{harm.id}/unlink").status_code == 404


def test_the_page_says_what_the_headline_says(thread: Thread, client: PageClient, build: Builder) -> None:
    falls = build.metric(thread.trust, name="Falls", target=4.0)
    thread.follow(thread.board, falls)
    thread.reading(falls, thread.trust, "concern-high", explanation="Above the average for 7 months.")
    thread.follow(thread.board, build.metric(thread.trust, name="Hip fractures", agreed=False), headline=False)
    page = client.sign_in(thread.viewer).get(f"/objectives/{thread.board.id}").text
    assert '<p class="qms-lead">Above the average for 7 months.</p>' in page
    assert "4.6 per 1,000 bed days" in page
    assert "Fewer falls in Medicine" in page
    assert "No project answers this concern." in page
    assert "not yet agreed" in page
    assert "Change it" not in page  # a viewer reads


def test_an_unmeasured_objective_says_so(thread: Thread, client: PageClient) -> None:
    page = client.sign_in(thread.chair).get(f"/objectives/{thread.low.id}").text
    assert "no metric is linked to it" in page
    assert "Choose one" in page


def test_the_owner_writes_and_others_do_not(thread: Thread, client: PageClient, build: Builder) -> None:
    owner = build.person(name="Edith Cavell")
    objective = thread.objective("Kind care", thread.trust, owner_id=owner.id)
    url = f"/objectives/{objective.id}/narratives"
    client.sign_in(owner)
    words = {"text": "Slower than hoped.", "decision_asked": "Approve a second nurse."}
    answer = client.submit(url, words, follow_redirects=True)
    assert "Slower than hoped." in answer.text
    assert "Approve a second nurse." in answer.text
    assert "Edith Cavell" in answer.text
    empty = client.submit(url, {"text": "", "decision_asked": "Kept when refused"})
    assert empty.status_code == 422
    assert "Kept when refused" in empty.text
    refused = client.submit(url, {"text": "Patient 943 476 5919 fell", "decision_asked": ""})
    assert refused.status_code == 422
    assert "looks like an NHS number" in refused.text
    client.sign_in(thread.viewer)
    assert client.submit(url, words).status_code == 403
    assert len(db.session.execute(select(Narrative)).scalars().all()) == 1


def test_ending_needs_a_reason_and_can_be_taken_back(thread: Thread, client: PageClient) -> None:
    client.sign_in(thread.chair)
    url = f"/objectives/{thread.middle.id}"
    assert client.submit(f"{url}/end", {"state": "achieved", "reason": " ", "version": 1}).status_code == 422
    ended = {"state": "achieved", "reason": "Nine months below 4.0.", "version": 1}
    answer = client.submit(f"{url}/end", ended, follow_redirects=True)
    assert "Nine months below 4.0." in answer.text
    assert client.submit(f"{url}/end", ended).status_code == 409
    assert client.submit(f"{url}/end", ended | {"version": 2}).status_code == 422
    assert "is active again" in client.submit(f"{url}/reopen", follow_redirects=True).text
    db.session.expire_all()
    stored = db.session.get(Objective, thread.middle.id)
    assert (stored.state, stored.state_reason, stored.ended_on) == (ObjectiveState.ACTIVE, "", None)


def test_deleting_what_others_use_says_who_and_changes_nothing(thread: Thread, client: PageClient, build: Builder) -> None:
    client.sign_in(thread.chair)
    answer = client.submit(f"/objectives/{thread.board.id}/delete")
    assert answer.status_code == 409
    assert "Fewer falls in Medicine" in answer.text
    thread.follow(thread.low, build.metric(thread.ward))
    assert client.submit(f"/objectives/{thread.low.id}/delete").status_code == 303
    assert db.session.get(Objective, thread.low.id) is None
    assert client.get(f"/objectives/{thread.low.id}").status_code == 404


def test_the_tree_runs_from_the_board_to_the_ward(thread: Thread, client: PageClient, build: Builder) -> None:
    falls = build.metric(thread.trust, name="Falls")
    thread.follow(thread.board, falls)
    thread.reading(falls, thread.trust, "improvement-low")
    thread.objective("Done already", thread.ward, state=ObjectiveState.ACHIEVED)
    client.sign_in(thread.viewer)
    page = client.get("/objectives").text
    assert page.index(thread.board.title) < page.index(thread.middle.title) < page.index(thread.low.title)
    assert "3 active objectives: 1 is improving, 2 have no metric and 2 have no owner." in page
    assert "Done already" not in page
    everything = client.get("/objectives?state=").text
    assert "Done already" in everything
    assert "1 has ended." in everything
    below = client.get(f"/objectives?unit={thread.ward.id}").text
    assert thread.low.title in below
    assert thread.board.title not in below
    assert client.get("/objectives?unit=999").status_code == 404


def test_a_long_tree_is_paged_and_keeps_the_way_up(thread: Thread, client: PageClient) -> None:
    for number in range(70):
        thread.objective(f"Narrow {number:02}", thread.medicine, parent=thread.board, position=number + 1)
    client.sign_in(thread.viewer)
    second = client.get("/objectives?page=2").text
    assert "Narrow 69" in second
    assert "Narrow 10" not in second
    assert thread.board.title in second


def test_the_tree_as_csv_is_safe_in_a_spreadsheet(thread: Thread, client: PageClient) -> None:
    thread.objective("=1+1", thread.trust)
    answer = client.sign_in(thread.viewer).get("/objectives.csv")
    rows = list(csv.DictReader(io.StringIO(answer.text.removeprefix("\ufeff"))))
    titles = {row["objective"]: row for row in rows}
    assert titles[thread.low.title]["serves"] == thread.middle.title
    assert "=1+1" not in titles


def test_a_retired_headline_leaves_the_choice_of_another(thread: Thread, client: PageClient, build: Builder) -> None:
    falls, harm = build.metric(thread.trust, name="Falls"), build.metric(thread.trust, name="Harm")
    thread.follow(thread.board, falls)
    thread.follow(thread.board, harm, headline=False)
    falls.state = "retired"
    build.commit(falls)
    client.sign_in(thread.chair)
    assert "no metric is linked" not in client.get(f"/objectives/{thread.board.id}").text
    url = f"/objectives/{thread.board.id}/metrics"
    assert "Make it the headline" in client.get(url).text
    assert client.submit(f"{url}/{harm.id}/headline").status_code == 303
    assert client.submit(url, {"metric_id": falls.id}).status_code == 422  # retired metrics are not taken


def test_the_number_of_queries_does_not_grow(thread: Thread, client: PageClient, count_queries: Callable[[], Any]) -> None:
    client.sign_in(thread.viewer)

    def grow(how_many: int) -> None:
        for number in range(how_many):
            objective = thread.objective(
                f"Aim {how_many} {number}", thread.ward, parent=thread.board, owner_id=thread.chair.id
            )
            metric = thread.build.metric(thread.trust)
            thread.follow(objective, metric)
            thread.follow(thread.board, metric, headline=number == 0 and how_many == 2)
            thread.reading(metric, thread.ward, "concern-high")
            thread.reading(metric, thread.trust, "concern-high")
            thread.build.commit(Narrative(objective_id=thread.board.id, text="Words", by_id=thread.chair.id))

    def queries(url: str) -> int:
        client.get(url)
        with count_queries() as statements:
            assert client.get(url).status_code == 200
        return len(statements)

    urls = ("/objectives", f"/objectives/{thread.board.id}", "/objectives.csv")
    grow(2)
    few = [queries(url) for url in urls]
    grow(12)
    assert [queries(url) for url in urls] == few
