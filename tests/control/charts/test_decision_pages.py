"""Decisions through the pages: previewed, refused with what was typed kept, stored, undone."""

import html

import pytest
from flask import Flask
from sqlalchemy import select

from qms.control.charts.models import Annotation, Exclusion, PhaseStart
from qms.control.charts.queries import decisions
from qms.golden_thread.readings.models import Reading
from qms.kernel.db import db
from qms.people.roles import RoleName
from tests.builder import Builder
from tests.control.charts.page import Ward, a_ward
from tests.page_client import PageClient

PAGES = ("limits", "exclusions")


def what_is_read(ward: Ward) -> dict[str, object]:
    """The reading in the database, but for when it was written."""
    db.session.rollback()
    columns = [column for column in Reading.__table__.columns if column.name != "written_at"]
    return dict(db.session.execute(select(*columns).where(Reading.series_id == ward.series.id)).one()._mapping)


def test_the_preview_shows_both_charts_and_stores_nothing(app: Flask, build: Builder, client: PageClient) -> None:
    ward = a_ward(build)
    client.sign_in(ward.manager)
    assert "As it would be" not in client.get(f"{ward.url}/limits").text
    before = what_is_read(ward)
    page = html.unescape(client.get(f"{ward.url}/limits?period={ward.months[24]}").text)
    assert "Limits from April 2026 on" in page
    assert page.count("<figure") == 2
    assert "The limits from April 2026 would rest on 7 points. They stay provisional until there are 13." in page
    assert what_is_read(ward) == before
    assert decisions(PhaseStart, ward.series.id) == []


def test_limits_are_recalculated_and_undone_to_the_identical_reading(app: Flask, build: Builder, client: PageClient) -> None:
    ward = a_ward(build)
    before = what_is_read(ward)
    client.sign_in(ward.manager)
    answer = client.submit(f"{ward.url}/limits", {"period": f"{ward.months[24]}", "reason": "Two nurses left"})
    assert answer.status_code == 303
    assert "Stored: the limits are recalculated from April 2026." in client.get(answer.location).text
    after = what_is_read(ward)
    assert after["variation"] == "common-cause"
    assert after["provisional"]
    history = html.unescape(client.get(f"{ward.url}?tab=history").text)
    assert "Limits recalculated from April 2026" in history
    assert "Two nurses left" in history
    decision = decisions(PhaseStart, ward.series.id)[0]
    client.submit(f"{ward.url}/decisions/limits/{decision.id}/undo")
    assert what_is_read(ward) == before
    assert "Undone by Grace Adeyemi" in client.get(f"{ward.url}?tab=history").text


def test_a_point_is_left_out_and_put_back(app: Flask, build: Builder, client: PageClient) -> None:
    ward = a_ward(build)
    before = what_is_read(ward)
    client.sign_in(ward.manager)
    answer = client.submit(f"{ward.url}/exclusions", {"period": f"{ward.months[-1]}", "reason": "Ward closed"})
    assert answer.status_code == 303
    assert what_is_read(ward)["period"] == ward.months[-2]
    exclusion = decisions(Exclusion, ward.series.id)[0]
    client.submit(f"{ward.url}/decisions/exclusion/{exclusion.id}/undo")
    assert what_is_read(ward) == before
    again = client.submit(f"{ward.url}/decisions/exclusion/{exclusion.id}/undo", follow_redirects=True)
    assert "This has been undone already." in again.text


@pytest.mark.one_database
@pytest.mark.parametrize("where", PAGES)
def test_a_decision_needs_a_reason_and_a_period_of_the_chart(
    app: Flask, build: Builder, client: PageClient, where: str
) -> None:
    ward = a_ward(build)
    client.sign_in(ward.manager)
    missing = client.submit(f"{ward.url}/{where}", {"period": f"{ward.months[9]}", "reason": " "})
    assert missing.status_code == 422
    assert "Say why." in missing.text
    assert missing.text.count("<figure") == 2
    wrong = client.submit(f"{ward.url}/{where}", {"period": "2031-02-01", "reason": "A good reason"})
    assert wrong.status_code == 422
    assert "There is no point for “2031-02-01” on this chart." in html.unescape(wrong.text)
    assert "A good reason" in wrong.text
    assert client.get(f"{ward.url}/{where}?period=soon").status_code == 422
    assert not decisions(PhaseStart, ward.series.id)
    assert not decisions(Exclusion, ward.series.id)


@pytest.mark.one_database
def test_what_is_decided_already_is_refused_with_the_reason_kept(app: Flask, build: Builder, client: PageClient) -> None:
    ward = a_ward(build)
    client.sign_in(ward.manager)
    for reason in ("First", "Once more"):
        answer = client.submit(f"{ward.url}/limits", {"period": f"{ward.months[20]}", "reason": reason})
    assert answer.status_code == 422
    assert "calculated anew from 1 December 2025 already" in answer.text
    assert "Once more" in answer.text


@pytest.mark.one_database
def test_a_reason_that_names_a_patient_is_refused(app: Flask, build: Builder, client: PageClient) -> None:
    ward = a_ward(build)
    client.sign_in(ward.manager)
    for page, field in (("limits", "reason"), ("exclusions", "reason"), ("notes", "text")):
        answer = client.submit(f"{ward.url}/{page}", {"period": f"{ward.months[20]}", field: "Fall of 943 476 5919"})
        assert answer.status_code == 422
        assert "looks like an NHS number" in answer.text
        assert "Fall of 943 476 5919" in answer.text


@pytest.mark.one_database
def test_a_note_is_added_and_taken_away(app: Flask, build: Builder, client: PageClient) -> None:
    ward = a_ward(build)
    client.sign_in(ward.manager)
    empty = client.submit(f"{ward.url}/notes", {"period": f"{ward.months[3]}", "text": ""})
    assert empty.status_code == 422
    assert "Write what happened" in empty.text
    nowhere = client.submit(f"{ward.url}/notes", {"period": "1999-01-01", "text": "New falls alarms"})
    assert nowhere.status_code == 422
    assert "New falls alarms" in nowhere.text
    stored = client.submit(
        f"{ward.url}/notes", {"period": f"{ward.months[3]}", "text": "<b>New</b> alarms"}, follow_redirects=True
    )
    assert "&lt;b&gt;New&lt;/b&gt; alarms" in stored.text
    assert "<b>New" not in stored.text
    note = decisions(Annotation, ward.series.id)[0]
    gone = client.submit(f"{ward.url}/decisions/note/{note.id}/undo", follow_redirects=True)
    assert "Notes (0)" in gone.text


@pytest.mark.one_database
def test_only_those_who_may_curate_charts_of_the_unit_decide(app: Flask, build: Builder, client: PageClient) -> None:
    ward = a_ward(build)
    elsewhere = build.unit("Ward 8", parent=ward.division)
    for person in (build.person(RoleName.VIEWER, ward.unit), build.person(RoleName.WARD_MANAGER, elsewhere)):
        client.sign_in(person)
        for page in PAGES:
            assert client.get(f"{ward.url}/{page}").status_code == 403
        refused = client.submit(f"{ward.url}/notes", {"period": f"{ward.months[3]}", "text": "Mine"})
        assert refused.status_code == 403
    assert client.get(f"/control/charts/{ward.series.id + 99}/limits").status_code == 404


@pytest.mark.one_database
def test_a_decision_of_another_chart_can_not_be_undone_from_here(app: Flask, build: Builder, client: PageClient) -> None:
    ward, other = a_ward(build), a_ward(build, name="Another metric")
    client.sign_in(ward.manager)
    client.submit(f"{ward.url}/notes", {"period": f"{ward.months[3]}", "text": "Mine"})
    note = decisions(Annotation, ward.series.id)[0]
    client.sign_in(other.manager)
    assert client.submit(f"{other.url}/decisions/note/{note.id}/undo").status_code == 404
    assert client.submit(f"{ward.url}/decisions/note/{note.id}/undo").status_code == 403
