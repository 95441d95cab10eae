"""What colleagues say about a project."""

from typing import Any

import pytest

from qms.improvement.conversation.actions import add_comment
from qms.improvement.conversation.models import Comment, Mention
from qms.kernel.audit import AuditEvent
from qms.kernel.db import db
from tests.improvement.conftest import Place
from tests.improvement.making import project
from tests.page_client import PageClient


def said(words: str, colleague: str = "") -> dict[str, str]:
    return {"comment": words, "colleague": colleague}


def test_anybody_may_ask_and_the_team_replies(client: PageClient, place: Place) -> None:
    made = project(place.ward, place.nurse)
    url = f"/improvement/projects/{made.id}"
    client.sign_in(place.other_nurse)
    answer = client.submit(f"{url}/comments", said("How did you win the night staff over?"))
    asked = db.session.query(Comment).one()
    assert answer.location.endswith(f"?tab=comments#comment-{asked.id}")

    client.sign_in(place.nurse)
    assert "How did you win" in client.get(f"/improvement/comments/{asked.id}/reply").text
    client.submit(f"/improvement/comments/{asked.id}/reply", said("We asked @Dan Wood."))
    reply = db.session.query(Comment).filter(Comment.reply_to_id.is_not(None)).one()
    client.submit(f"/improvement/comments/{reply.id}/reply", said("Twice."))
    assert {each.reply_to_id for each in db.session.query(Comment)} == {None, asked.id}, "one level deep"
    page = client.get(f"{url}?tab=comments").text
    assert page.index("How did you win") < page.index("<strong>@Dan Wood</strong>") < page.index("Twice.")


def test_a_colleague_who_was_picked_is_named(client: PageClient, place: Place) -> None:
    made = project(place.ward, place.nurse)
    client.sign_in(place.nurse)
    client.submit(f"/improvement/projects/{made.id}/comments", said("Could you look?", "Dan Wood"))
    stored = db.session.query(Comment).one()
    assert stored.text == "@Dan Wood Could you look?"
    assert db.session.query(Mention).one().person_id == place.reader.id


@pytest.mark.one_database
@pytest.mark.parametrize(
    ("fields", "why"),
    [
        (said(" "), "Write your comment."),
        (said("She is 943 476 5919"), "looks like an NHS number"),
        (said("@Dan Woods knows"), "Did you mean Dan Wood?"),
        (said("Look", "Nobody Here"), "There is nobody called"),
        (said("x" * 2001), "2,000 characters or fewer"),
    ],
)
def test_what_is_refused_is_kept_in_the_form(client: PageClient, place: Place, fields: dict[str, str], why: str) -> None:
    made = project(place.ward, place.nurse)
    answer = client.sign_in(place.nurse).submit(f"/improvement/projects/{made.id}/comments", fields)
    assert answer.status_code == 422
    assert why in answer.text
    assert db.session.query(Comment).count() == 0


@pytest.mark.one_database
def test_words_are_shown_as_they_were_typed(client: PageClient, place: Place) -> None:
    made = project(place.ward, place.nurse)
    client.sign_in(place.nurse)
    client.submit(f"/improvement/projects/{made.id}/comments", said("<b>Bold</b> & @Dan Wood"))
    page = client.get(f"/improvement/projects/{made.id}?tab=comments").text
    assert "&lt;b&gt;Bold&lt;/b&gt; &amp; <strong>@Dan Wood</strong>" in page


def test_one_corrects_and_withdraws_ones_own_words_and_replies_stay(client: PageClient, place: Place) -> None:
    made = project(place.ward, place.nurse)
    asked = add_comment(made, text="How did yu do it?", by=place.reader)
    add_comment(made, text="With a bell.", reply_to=asked, by=place.nurse)
    db.session.commit()
    client.sign_in(place.reader)
    client.submit(f"/improvement/comments/{asked.id}/edit", said("How did you do it, @Ana Reid?"))
    page = client.get(f"/improvement/projects/{made.id}?tab=comments").text
    assert "corrected" in page
    assert "<strong>@Ana Reid</strong>" in page
    assert "Withdraw this comment?" in client.get(f"/improvement/comments/{asked.id}/withdraw").text
    client.submit(f"/improvement/comments/{asked.id}/withdraw")
    page = client.get(f"/improvement/projects/{made.id}?tab=comments").text
    assert "This comment was withdrawn." in page
    assert "How did you do it" not in page
    assert "With a bell." in page
    kept = {each.event: each.detail for each in db.session.query(AuditEvent).filter_by(subject="comment")}
    assert kept["comment.edited"]["was_text"] == "How did yu do it?"
    assert kept["comment.withdrawn"]["text"] == "How did you do it, @Ana Reid?"
    assert client.submit(f"/improvement/comments/{asked.id}/edit", said("Again")).status_code == 422


@pytest.mark.one_database
def test_others_words_are_left_alone_but_who_runs_the_project_may_withdraw_them(client: PageClient, place: Place) -> None:
    made = project(place.ward, place.nurse)
    asked = add_comment(made, text="Mrs Gray fell again.", by=place.reader)
    db.session.commit()
    client.sign_in(place.other_nurse)
    assert "Dan Wood wrote it" in client.get(f"/improvement/comments/{asked.id}/edit").text
    assert client.submit(f"/improvement/comments/{asked.id}/edit", said("Else")).status_code == 422
    assert client.submit(f"/improvement/comments/{asked.id}/withdraw").status_code == 422
    client.sign_in(place.nurse)
    assert client.submit(f"/improvement/comments/{asked.id}/edit", said("Else")).status_code == 422
    assert client.submit(f"/improvement/comments/{asked.id}/withdraw").status_code == 303
    assert db.session.query(Comment).one().is_withdrawn


@pytest.mark.one_database
def test_who_left_keeps_their_words(client: PageClient, place: Place) -> None:
    made = project(place.ward, place.nurse)
    add_comment(made, text="A bell helps.", by=place.reader)
    place.reader.active = False
    db.session.commit()
    page = client.sign_in(place.nurse).get(f"/improvement/projects/{made.id}?tab=comments").text
    assert "A bell helps." in page
    assert "(has left)" in page


@pytest.mark.one_database
def test_comments_of_a_draft_that_is_its_teams_alone_are_too(client: PageClient, place: Place) -> None:
    made = project(place.ward, place.nurse)
    asked = add_comment(made, text="Between us.", by=place.nurse)
    made.team_only = True
    db.session.commit()
    client.sign_in(place.reader)
    for url in (f"comments/{asked.id}/reply", f"comments/{asked.id}/edit", f"comments/{asked.id}/withdraw"):
        assert client.get(f"/improvement/{url}").status_code == 404
    assert client.submit(f"/improvement/projects/{made.id}/comments", said("Hello")).status_code == 404
    client.sign_in(place.nurse)
    refused = client.submit(f"/improvement/projects/{made.id}/comments", said("@Dan Wood could help"))
    assert "Dan Wood cannot open this project" in refused.text


@pytest.mark.one_database
def test_long_threads_are_paged_and_read_at_once(client: PageClient, place: Place, count_queries: Any) -> None:
    made = project(place.ward, place.nurse)
    began = add_comment(made, text="First", by=place.nurse, mentioned=[place.reader])
    add_comment(made, text="Reply", reply_to=began, by=place.reader)
    db.session.commit()
    url = f"/improvement/projects/{made.id}?tab=comments"
    client.sign_in(place.nurse)
    with count_queries() as few:
        client.get(url)
    for number in range(24):
        add_comment(made, text=f"Comment {number:02}.", by=(place.coach, place.other_nurse)[number % 2])
    db.session.commit()
    client.sign_in(place.nurse)
    with count_queries() as many:
        page = client.get(url).text
    assert len(many) <= len(few)
    assert "Comment 23." in page
    assert "Comment 03." not in page
    assert "First" in client.get(f"{url}&page=2").text
