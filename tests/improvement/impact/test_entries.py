"""Writing down what was told to others: each kind asks for what it needs, and nobody else's words are lost."""

import io

import pytest

from qms.golden_thread.documents import Document
from qms.improvement.files.actions import add_file
from qms.improvement.files.models import ProjectFile
from qms.improvement.files.preparing import prepare
from qms.improvement.impact.actions import log_impact
from qms.improvement.impact.agreed.actions import agree_on
from qms.improvement.impact.documents import document_ids, documents, told_by
from qms.improvement.impact.kinds import KINDS
from qms.improvement.impact.models import AgreedAction, ImpactEntry, ImpactKind, PublicationStatus
from qms.kernel.audit import AuditEvent
from qms.kernel.db import db
from tests.improvement.conftest import Place
from tests.improvement.files.making import picture
from tests.improvement.impact.making import day, entry, typed
from tests.improvement.making import objective, project
from tests.page_client import PageClient

K = ImpactKind


def test_every_kind_is_stored_with_its_own_fields_and_shown(client: PageClient, place: Place) -> None:
    made = project(place.ward, place.nurse)
    url = f"/improvement/projects/{made.id}/impact/new"
    client.sign_in(place.nurse)
    assert all(words.name in client.get(url).text for words in KINDS.values()), "the kind is chosen first"
    for kind in ImpactKind:
        page = client.get(f"{url}?kind={kind.value}").text
        assert all(ask.label in page for ask in KINDS[kind].asks.values())
        assert client.submit(f"{url}?kind={kind.value}", typed(kind)).status_code == 303, kind
    assert "DOI" not in client.get(f"{url}?kind=meeting").text, "a kind asks for nothing that it does not need"
    stored = {each.kind: each for each in db.session.query(ImpactEntry)}
    assert stored.keys() == set(ImpactKind)
    assert stored[K.PUBLICATION].status is PublicationStatus.ACCEPTED
    assert stored[K.PRESENTATION].people == 120
    assert (stored[K.MEETING].score, stored[K.MEETING].people) == (4, None)
    assert stored[K.POLICY].effective_on is not None
    assert stored[K.INVOLVEMENT].by_id == place.nurse.id

    part = client.get(f"/improvement/projects/{made.id}?tab=impact").text
    assert "7 entries: 1 publication, 1 presentation or poster" in part
    assert "Patient safety day, Leeds. 120 people there." in part
    assert "Lights along the floor." in part
    page = client.get(f"/improvement/impact/entries/{stored[K.PUBLICATION].id}").text
    assert "Reid A, Lind C" in page
    assert "10.1136/bmjoq-2026-000001" in page
    assert "Ana Reid" in page, "who added it"


@pytest.mark.one_database
@pytest.mark.parametrize(
    ("kind", "more", "said"),
    [
        (K.AWARD, {"title": " "}, "Say which award it was."),
        (K.AWARD, {"happened_on": "2027-01-01"}, "still to come"),
        (K.AWARD, {"happened_on": "last week"}, "is not a date"),
        (K.AWARD, {"link": "x" * 501}, "500 characters or fewer"),
        (K.PUBLICATION, {"who": ""}, "Say who wrote it."),
        (K.PUBLICATION, {"status": "rumoured"}, "Choose"),
        (K.PUBLICATION, {"reference": "943 476 5919"}, "looks like an NHS number"),
        (K.PRESENTATION, {"people": "many"}, "is not a number"),
        (K.PRESENTATION, {"people": "-3"}, "whole number of people"),
        (K.PRESENTATION, {"people": "2.5"}, "whole number of people"),
        (K.MEETING, {"score": "9"}, "Choose"),
        (K.MEETING, {"said": ""}, "what was discussed"),
        (K.MEETING, {"file_id": "99"}, "Choose"),
        (K.INVOLVEMENT, {"who": ""}, "Say which group took part."),
        (K.INVOLVEMENT, {"said": "943 476 5919 said so"}, "looks like an NHS number"),
        (K.INVOLVEMENT, {"changed": ""}, "or that nothing did and why"),
        (K.POLICY, {"effective_on": "soon"}, "is not a date"),
    ],
)
def test_what_is_refused_is_said_and_kept_in_the_form(
    client: PageClient, place: Place, kind: ImpactKind, more: dict[str, str], said: str
) -> None:
    made = project(place.ward, place.nurse)
    url = f"/improvement/projects/{made.id}/impact/new?kind={kind.value}"
    answer = client.sign_in(place.nurse).submit(url, typed(kind, **more))
    assert answer.status_code == 422
    assert said in answer.text
    assert db.session.query(ImpactEntry).count() == 0


@pytest.mark.one_database
def test_digits_of_a_doi_are_no_patient(client: PageClient, place: Place) -> None:
    made = project(place.ward, place.nurse)
    url = f"/improvement/projects/{made.id}/impact/new?kind=publication"
    answer = client.sign_in(place.nurse).submit(url, typed(K.PUBLICATION, reference="doi:10.1016/j.x.9434765919"))
    assert answer.status_code == 303


@pytest.mark.one_database
def test_an_unknown_kind_is_asked_for_again(client: PageClient, place: Place) -> None:
    made = project(place.ward, place.nurse)
    url = f"/improvement/projects/{made.id}/impact/new?kind=rumour"
    assert "Each kind asks only for what it needs." in client.sign_in(place.nurse).get(url).text
    assert client.submit(url, typed(K.AWARD)).status_code == 422


def test_a_unit_writes_for_itself_with_an_objective(client: PageClient, place: Place) -> None:
    serves = objective(place.ward)
    client.sign_in(place.nurse)
    assert client.get("/improvement/impact/new").location.endswith(f"/impact/units/{place.ward.id}/new"), "one unit alone"
    client.sign_in(place.coach)
    assert client.get("/improvement/impact/new?unit=999").status_code == 422
    assert client.get(f"/improvement/impact/new?unit={place.ward.id}").status_code == 303
    url = f"/improvement/impact/units/{place.ward.id}/new?kind=award"
    answer = client.submit(url, typed(K.AWARD, objective_id=str(serves.id), collaborative_id="0"))
    assert answer.location.endswith(f"/improvement/impact?unit={place.ward.id}")
    stored = db.session.query(ImpactEntry).one()
    assert (stored.unit_id, stored.project_id, stored.objective_id) == (place.ward.id, None, serves.id)
    assert "Fewer falls" in client.get(f"/improvement/impact/entries/{stored.id}").text
    client.sign_in(place.other_nurse)
    assert client.submit(url, typed(K.AWARD)).status_code == 403


def test_a_file_of_the_project_shows_it(client: PageClient, place: Place) -> None:
    made, other = project(place.ward, place.nurse), project(place.ward, place.nurse, title="Another")
    poster = add_file(made, prepared=prepare("poster.png", picture()), by=place.nurse)
    strange = add_file(other, prepared=prepare("strange.png", picture()), by=place.nurse)
    db.session.commit()
    client.sign_in(place.nurse)
    url = f"/improvement/projects/{made.id}/impact/new?kind=award"
    assert client.submit(url, typed(K.AWARD, file_id=str(strange.id))).status_code == 422, "another project's file"
    assert client.submit(url, typed(K.AWARD, file_id=str(poster.id))).status_code == 303
    stored = db.session.query(ImpactEntry).one()
    page = client.get(f"/improvement/impact/entries/{stored.id}").text
    assert f"/improvement/files/{poster.id}" in page
    client.submit(f"/improvement/files/{poster.id}/delete")
    assert "poster.png" not in client.get(f"/improvement/impact/entries/{stored.id}").text, "the entry outlives its file"


def test_two_people_edit_one_entry_and_nothing_is_lost(client: PageClient, place: Place) -> None:
    made = entry(place.nurse, K.AWARD, project=project(place.ward, place.nurse), venue="Congress")
    client.sign_in(place.nurse)
    url = f"/improvement/impact/entries/{made.id}/edit"
    assert "Congress" in client.get(url).text
    assert client.submit(url, typed(K.AWARD, venue="Safety congress", version="1")).status_code == 303
    late = client.submit(url, typed(K.AWARD, venue="Another congress", version="1"))
    assert late.status_code == 409
    assert "Safety congress" in late.text
    assert "Another congress" in late.text
    changed = db.session.query(AuditEvent).filter_by(event="impact.edited").one().detail["changed"]
    assert changed["venue"] == ["Congress", "Safety congress"]


def test_what_is_removed_stays_in_the_audit_with_what_was_agreed(client: PageClient, place: Place) -> None:
    made = entry(place.nurse, K.MEETING, project=project(place.ward, place.nurse), who="Care homes", said="No word comes.")
    agree_on(made, what="Send the leaflet", outside="Care board", by=place.nurse)
    db.session.commit()
    client.sign_in(place.nurse)
    url = f"/improvement/impact/entries/{made.id}/delete"
    assert "Send the leaflet. Care board, no day yet." in client.get(url).text
    assert client.submit(url).status_code == 303
    assert db.session.query(ImpactEntry).count() == db.session.query(AgreedAction).count() == 0
    kept = db.session.query(AuditEvent).filter_by(event="impact.removed").one().detail
    assert kept["said"]["said"] == "No word comes."
    assert kept["agreed"] == ["Send the leaflet. Care board, no day yet."]


def test_a_draft_s_entries_are_its_team_s_alone(client: PageClient, place: Place) -> None:
    draft = project(place.ward, place.nurse)
    draft.team_only = True
    made = entry(place.nurse, K.AWARD, project=draft, title="Shortlisted")
    assert "Shortlisted" in client.sign_in(place.nurse).get("/improvement/impact").text
    client.sign_in(place.reader)
    assert "Shortlisted" not in client.get("/improvement/impact").text
    assert "Shortlisted" not in client.get("/improvement/impact.csv").text
    assert client.get(f"/improvement/impact/entries/{made.id}").status_code == 404


def test_people_on_a_project_write_whatever_their_role_and_others_read(client: PageClient, place: Place) -> None:
    made = entry(place.nurse, K.AWARD, project=project(place.ward, place.nurse))
    client.sign_in(place.other_nurse)
    assert "Change</a>" not in client.get(f"/improvement/impact/entries/{made.id}").text
    assert client.submit(f"/improvement/impact/entries/{made.id}/delete").status_code == 403
    led = entry(place.reader, K.AWARD, project=project(place.ward, place.reader))
    client.sign_in(place.reader)
    assert client.submit(f"/improvement/impact/entries/{led.id}/edit", typed(K.AWARD, version="1")).status_code == 303


def test_what_an_entry_cannot_hold_is_refused(place: Place) -> None:
    with pytest.raises(TypeError):
        log_impact(kind=K.AWARD, unit=place.ward, by=place.nurse, title="Award", happened_on=None, said="No")
    with pytest.raises(ValueError, match="of a project or of a unit"):
        log_impact(kind=K.AWARD, by=place.nurse, title="Award")


def test_the_library_keeps_what_was_told_to_all(place: Place) -> None:
    made = project(place.ward, place.nurse)
    paper = entry(place.nurse, K.PUBLICATION, project=made, who="Reid A", venue="BMJ Open Quality")
    policy = entry(place.coach, K.POLICY, unit=place.other_ward, title="Observation", changed="Bay nursing.")
    meeting = entry(place.nurse, K.MEETING, project=made)
    assert document_ids() == [paper.id, policy.id]
    found: dict[int, list[Document]] = documents([paper.id, policy.id, meeting.id])
    assert found.keys() == {paper.id, policy.id}
    assert found[paper.id][0].project_id == made.id
    assert "BMJ Open Quality" in found[paper.id][0].body
    assert (found[policy.id][0].unit_id, found[policy.id][0].result) == (place.other_ward.id, "Bay nursing.")
    assert [told_by(each) for each in (paper, meeting, made)] == [paper.id, None, None]


def test_a_photo_comes_along_with_the_entry(client: PageClient, place: Place) -> None:
    made = project(place.ward, place.nurse)
    client.sign_in(place.nurse)
    url = f"/improvement/projects/{made.id}/impact/new?kind=media"
    page = client.get(url).text
    assert 'enctype="multipart/form-data"' in page, "without it a browser sends the file's name alone"
    assert "Or which file shows it already?" not in page, "there is none yet"
    refused = client.submit(url, typed(K.MEDIA, title="") | {"chosen": (io.BytesIO(picture()), "cutting.png")})
    assert refused.status_code == 422
    assert "Choose “cutting.png” again" in refused.text
    two = {"chosen": (io.BytesIO(picture()), "cutting.png"), "photo": (io.BytesIO(picture()), "photo.png")}
    assert "Choose one: a photo or a file." in client.submit(url, typed(K.MEDIA) | two).text
    no_picture = {"chosen": (io.BytesIO(b"MZ\x90\x00"), "cutting.exe")}
    assert client.submit(url, typed(K.MEDIA) | no_picture).status_code == 422
    assert db.session.query(ProjectFile).count() == db.session.query(ImpactEntry).count() == 0

    sent = typed(K.MEDIA) | {"chosen": (io.BytesIO(picture()), "cutting.png")}
    assert client.submit(url, sent).status_code == 303
    stored = db.session.query(ImpactEntry).one()
    assert stored.file is not None
    assert (stored.file.project_id, stored.file.about) == (made.id, "Media: Falls at night")
    assert f"/improvement/files/{stored.file_id}" in client.get(f"/improvement/impact/entries/{stored.id}").text
    assert "Media: Falls at night" in client.get(f"/improvement/projects/{made.id}?tab=files").text, "with the others"

    first, edit = stored.file_id, f"/improvement/impact/entries/{stored.id}/edit"
    assert "Or which file shows it already?" in client.get(edit).text
    again = typed(K.MEDIA, file_id=str(first), version="1") | {"photo": (io.BytesIO(picture()), "photo.png")}
    assert client.submit(edit, again).status_code == 303
    db.session.refresh(stored)
    assert stored.file_id != first, "a new photo takes the place of the old file, which the project keeps"
    assert db.session.query(ProjectFile).count() == 2


def test_the_next_of_a_row_takes_over_who_and_where_but_not_what_came_of_it(client: PageClient, place: Place) -> None:
    words = {"who": "Care board", "said": "They get no word.", "score": 4, "happened_on": day(3)}
    last = entry(place.nurse, K.MEETING, unit=place.ward, title="Care homes", **words)
    client.sign_in(place.nurse)
    address = f"/improvement/impact/units/{place.ward.id}/new?kind=meeting&like={last.id}"
    assert f"kind=meeting&amp;like={last.id}" in client.get(f"/improvement/impact/entries/{last.id}").text
    page = client.get(address).text
    assert 'value="Care board"' in page
    assert 'value="Care homes"' in page
    assert "They get no word." not in page
    assert client.submit(address, {"title": "Care homes", "said": "They ring now."}).status_code == 422, "who was met?"
    assert "Care board" not in client.get(address.replace("meeting", "award")).text, "another kind"
    assert client.get(address.replace(str(last.id), "999")).status_code == 404
    draft = project(place.ward, place.coach)
    draft.team_only = True
    secret = entry(place.coach, K.MEETING, project=draft, title="Not yet told", who="Care board", said="Much.")
    assert client.get(f"{address.rpartition('=')[0]}={secret.id}").status_code == 404


def test_several_are_written_down_one_after_the_other(client: PageClient, place: Place) -> None:
    url = f"/improvement/impact/units/{place.ward.id}/new"
    answer = client.sign_in(place.nurse).submit(f"{url}?kind=award", typed(K.AWARD) | {"another": "yes"})
    assert answer.location.endswith(url)
    assert "Stored: Falls at night. What was the next?" in client.get(url).text
