"""Publishing: the team's words, frozen editions, who may, and what an open page shows."""

import datetime as dt
import re
from io import BytesIO

import pytest
from pptx import Presentation

from qms.improvement.conversation.actions import follow
from qms.improvement.conversation.models import Notice, NoticeKind
from qms.improvement.projects.models import Project, Stage
from qms.improvement.publishing import actions
from qms.improvement.publishing.contents import gather
from qms.improvement.publishing.documents import documents
from qms.improvement.publishing.models import Summary, SummaryWords
from qms.improvement.publishing.queries import words_of
from qms.kernel import printing
from qms.kernel.audit import AuditEvent
from qms.kernel.db import db
from tests.builder import Builder
from tests.improvement import making
from tests.improvement.conftest import Place
from tests.improvement.publishing.reading import pages_of
from tests.improvement.publishing.test_contents import improved
from tests.page_client import PageClient

WORDS = {
    "headline": "A lamp, and fewer falls",
    "result": "Falls have halved.",
    "quote": "I can see my feet.",
    "quote_from": "A patient",
    "tell_others": "Start with the lamp.",
}


def published(project: Project, place: Place, **words: str) -> Summary:
    """An edition with these words beside WORDS, committed."""
    actions.store_words(words_of(project.id), by=place.nurse, **(WORDS | words))
    edition = actions.publish(project, story=gather(project), by=place.nurse)
    db.session.commit()
    return edition


def test_what_is_missing_is_named_with_the_way_to_add_it(client: PageClient, place: Place) -> None:
    project = making.project(place.ward, place.nurse)
    page = client.sign_in(place.nurse).get(f"/improvement/projects/{project.id}/publish").text
    assert "No problem statement" in page
    assert f"/improvement/projects/{project.id}/edit#problem" in page
    assert "Write the result in one sentence first" in page
    assert "Publish to the library" not in page
    read = client.sign_in(place.reader).get(f"/improvement/projects/{project.id}/publish").text
    assert "No problem statement" in read
    assert f"/improvement/projects/{project.id}/edit#problem" not in read


def test_a_team_writes_its_words_and_publishes(client: PageClient, place: Place) -> None:
    project = making.project(place.ward, place.nurse)
    follow(project, by=place.reader)
    db.session.commit()
    here = f"/improvement/projects/{project.id}/publish"
    client.sign_in(place.nurse).get(here)
    assert client.submit(f"{here}/words", WORDS | {"version": "0"}).status_code == 303
    answer = client.submit(here)
    assert answer.status_code == 303
    page = client.sign_in(place.reader).get(answer.location).text
    assert "A lamp, and fewer falls" in page
    assert "Edition 1, published on 22 November 2026 by Ana Reid" in page
    assert "A lamp, and fewer falls" in client.get(f"/improvement/projects/{project.id}").text
    told = db.session.query(Notice).filter_by(kind=NoticeKind.PUBLISHED).one()
    assert told.person_id == place.reader.id
    assert "published a summary" in client.get("/improvement/notices").text


def test_an_edition_stays_as_it_was_when_the_project_goes_on(client: PageClient, place: Place, addresses: None) -> None:
    project = making.project(place.ward, place.nurse)
    first = published(project, place)
    project.problem = "Something that was found out later."
    second = published(project, place, headline="A lamp, two years on")
    assert (first.edition, second.edition) == (1, 2)
    page = client.sign_in(place.reader).get(f"/improvement/summaries/{first.id}").text
    assert "Something that was found out later." not in page
    assert "There is a newer edition: number 2" in page
    assert "Something that was found out later." in client.get(f"/improvement/summaries/{second.id}").text


def test_a_button_that_is_pressed_twice_publishes_once(client: PageClient, place: Place, addresses: None) -> None:
    project = making.project(place.ward, place.nurse)
    follow(project, by=place.reader)
    first = published(project, place)
    again = client.sign_in(place.nurse).submit(f"/improvement/projects/{project.id}/publish")
    assert again.location == f"/improvement/summaries/{first.id}"
    assert db.session.query(Summary).count() == 1
    assert db.session.query(Notice).filter_by(kind=NoticeKind.PUBLISHED).count() == 1


def test_an_edition_goes_with_a_project_that_its_team_takes_back_as_a_draft(
    client: PageClient, place: Place, addresses: None
) -> None:
    project = making.project(place.ward, place.nurse)
    edition = published(project, place)
    project.team_only, project.stage = True, Stage.IDEA
    db.session.commit()
    client.sign_in(place.reader)
    for page in ("", "/summary.pdf", "/withdraw"):
        assert client.get(f"/improvement/summaries/{edition.id}{page}").status_code == 404
    assert client.submit(f"/improvement/summaries/{edition.id}/withdraw", {"reason": "Mine now"}).status_code == 404
    for name in ("summary.pdf", "poster-a4.pdf", "poster.pptx", "report.docx", "summary", "poster", "report"):
        assert client.get(f"/improvement/projects/{project.id}/publish/{name}").status_code == 404
    assert "A lamp" not in client.get("/improvement/library?words=lamp").text
    assert "A lamp" in client.sign_in(place.nurse).get("/improvement/library?words=lamp").text


@pytest.mark.one_database
@pytest.mark.parametrize(
    "title", ["\U0001f6bd\U0001f319", "\u202eשלום\u202c", '"; filename="x.exe', "a\r\nSet-Cookie: b=1", "../../x"]
)
def test_no_title_gets_into_the_headers_of_a_file_or_breaks_it(
    client: PageClient, place: Place, addresses: None, title: str
) -> None:
    project = making.project(place.ward, place.nurse, title=title)
    client.sign_in(place.nurse)
    for name in ("poster.pptx", "report.docx"):
        answer = client.get(f"/improvement/projects/{project.id}/publish/{name}")
        assert answer.status_code == 200
        assert re.fullmatch(r'attachment; filename="[a-z0-9.-]+"', answer.headers["Content-Disposition"])
        assert "Set-Cookie" not in answer.headers or "b=1" not in answer.headers["Set-Cookie"]


def test_a_draft_that_its_team_keeps_back_cannot_be_published(client: PageClient, place: Place, addresses: None) -> None:
    project = making.project(place.ward, place.nurse)
    project.team_only = True
    db.session.commit()
    with pytest.raises(actions.RefusedError, match="once it is open"):
        published(project, place)
    db.session.rollback()
    here = f"/improvement/projects/{project.id}/publish"
    assert "It can be published once it is open." in client.sign_in(place.nurse).get(here).text
    client.submit(here)
    assert db.session.query(Summary).count() == 0
    assert client.sign_in(place.reader).get(here).status_code == 404
    assert client.get(f"{here}/poster.pptx").status_code == 404


def test_without_a_result_there_is_nothing_to_publish(place: Place, addresses: None) -> None:
    project = making.project(place.ward, place.nurse)
    with pytest.raises(actions.RefusedError, match="Write the result"):
        published(project, place, result="")


def test_only_the_team_writes_and_publishes(client: PageClient, place: Place, addresses: None) -> None:
    project = making.project(place.ward, place.nurse)
    edition = published(project, place)
    here = f"/improvement/projects/{project.id}/publish"
    client.sign_in(place.reader)
    assert client.submit(here).status_code == 403
    assert client.submit(f"{here}/words", WORDS).status_code == 403
    assert client.get(f"/improvement/summaries/{edition.id}/withdraw").status_code == 403


def test_an_edition_is_taken_back_with_a_reason_that_readers_see(client: PageClient, place: Place, addresses: None) -> None:
    project = making.project(place.ward, place.nurse)
    edition = published(project, place)
    back = f"/improvement/summaries/{edition.id}/withdraw"
    client.sign_in(place.nurse).get(back)
    assert client.submit(back, {"reason": " "}).status_code == 422
    assert client.submit(back, {"reason": "The figures were wrong."}).status_code == 303
    page = client.sign_in(place.reader).get(f"/improvement/summaries/{edition.id}").text
    assert "Taken back by Ana Reid on 22 November 2026: The figures were wrong." in page
    assert "Published:" not in client.get(f"/improvement/projects/{project.id}").text
    assert documents([project.id]) == {}
    events = [each.event for each in db.session.query(AuditEvent).filter_by(subject="summary").order_by(AuditEvent.id)]
    assert events == ["summary.worded", "summary.published", "summary.withdrawn"]
    worded = db.session.query(AuditEvent).filter_by(event="summary.worded").one().detail["changed"]
    assert all(was == "" and now for was, now in worded.values()), "what stood there before, and what stands now"
    with pytest.raises(actions.RefusedError, match="already"):
        actions.withdraw(db.session.get_one(Summary, edition.id), reason="Again.", by=place.nurse)


def test_words_that_a_colleague_stored_meanwhile_are_not_overwritten(client: PageClient, place: Place) -> None:
    project = making.project(place.ward, place.nurse)
    actions.store_words(words_of(project.id), by=place.nurse, **WORDS)
    db.session.commit()
    here = f"/improvement/projects/{project.id}/publish"
    client.sign_in(place.nurse).get(here)
    answer = client.submit(f"{here}/words", WORDS | {"headline": "Mine", "version": "0"})
    assert answer.status_code == 409
    assert "Mine" in answer.text
    assert db.session.query(SummaryWords).one().headline == WORDS["headline"]


def test_a_quote_names_nobody(client: PageClient, place: Place) -> None:
    project = making.project(place.ward, place.nurse)
    here = f"/improvement/projects/{project.id}/publish"
    client.sign_in(place.nurse).get(here)
    named = client.submit(f"{here}/words", WORDS | {"quote_from": "Ana Reid, nurse", "version": "0"})
    assert named.status_code == 422
    assert "“Ana Reid” is a name." in named.text
    assert client.submit(f"{here}/words", WORDS | {"quote_from": "", "version": "0"}).status_code == 422
    patient = client.submit(f"{here}/words", WORDS | {"quote": "I am 943 476 5919.", "version": "0"})
    assert "looks like an NHS number" in patient.text
    assert client.submit(f"{here}/words", WORDS | {"headline": "x" * 121, "version": "0"}).status_code == 422


def test_the_files_come_from_the_record(client: PageClient, place: Place, build: Builder, addresses: None) -> None:
    project = improved(place, build)
    edition = published(project, place)
    client.sign_in(place.reader)
    here = f"/improvement/projects/{project.id}/publish"
    for name in ("summary.pdf", "poster-a4.pdf", "poster-a1.pdf"):
        assert pages_of(client.get(f"{here}/{name}").data) == 1
    assert pages_of(client.get(f"/improvement/summaries/{edition.id}/summary.pdf").data) == 1
    slides = client.get(f"{here}/poster.pptx")
    assert [each.has_chart for each in Presentation(BytesIO(slides.data)).slides[0].shapes].count(True) == 1
    assert 'filename="fewer-falls-at-night-poster.pptx"' in slides.headers["Content-Disposition"]
    assert client.get(f"{here}/report.docx").data.startswith(b"PK")
    for form in ("summary", "poster", "report"):
        assert "A lamp, and fewer falls" in client.get(f"{here}/{form}").text
    assert client.get(f"{here}/summary.exe").status_code == 404


def test_where_pdf_cannot_be_made_the_page_says_what_to_install(
    client: PageClient, place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    project = making.project(place.ward, place.nurse)
    for where in ("qms.kernel.printing", "qms.improvement.publishing.page"):
        monkeypatch.setattr(f"{where}.missing_library", lambda: printing.REMEDY)
    here = f"/improvement/projects/{project.id}/publish"
    page = client.sign_in(place.nurse).get(here).text
    assert "libpango-1.0-0" in page
    assert "summary.pdf" not in page
    assert "poster.pptx" in page
    answer = client.get(f"{here}/summary.pdf")
    assert answer.status_code == 503
    assert "libpango-1.0-0" in answer.text


def test_the_library_gets_the_edition_that_stands(place: Place, build: Builder, addresses: None) -> None:
    project, silent = improved(place, build), making.project(place.ward, place.nurse)
    published(project, place)
    second = published(project, place, headline="A lamp, two years on")
    found = documents([project.id, silent.id])
    assert list(found) == [project.id]
    (document,) = found[project.id]
    assert (document.id, document.title, document.outcome) == (second.id, "A lamp, two years on", "worked")
    assert "Start with the lamp." in document.body


def test_a_finished_project_is_asked_to_publish_until_it_has(client: PageClient, place: Place, addresses: None) -> None:
    project = making.project(place.ward, place.nurse)
    project.stage, project.ended_on = Stage.COMPLETED, dt.date(2026, 11, 1)
    db.session.commit()
    ask = "Publish what you learned"
    assert ask in client.sign_in(place.nurse).get(f"/improvement/projects/{project.id}").text
    assert ask not in client.sign_in(place.reader).get(f"/improvement/projects/{project.id}").text
    published(db.session.get_one(Project, project.id), place)
    assert ask not in client.sign_in(place.nurse).get(f"/improvement/projects/{project.id}").text
