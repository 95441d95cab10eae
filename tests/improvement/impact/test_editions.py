"""Kept editions of a unit's year: frozen, compared, taken back."""

import csv
import io
from dataclasses import replace

import pytest

from qms.improvement.impact.actions import edit_impact, remove_impact
from qms.improvement.impact.editions.actions import RefusedError, keep_year, withdraw
from qms.improvement.impact.editions.comparing import MOST, changes
from qms.improvement.impact.editions.models import YearEdition
from qms.improvement.impact.models import ImpactKind
from qms.improvement.impact.yearly.presenters import story_of
from qms.improvement.impact.yearly.queries import year_for_everybody
from qms.improvement.impact.yearly.story import Ended, Entry, Story, Told, from_plain, to_plain
from qms.improvement.projects.models import Stage
from qms.kernel.audit import AuditEvent
from qms.kernel.db import db
from tests.improvement.conftest import Place
from tests.improvement.impact.making import day, entry
from tests.improvement.making import project
from tests.page_client import PageClient

K = ImpactKind
ENTRY = Entry("2026-05-01", 1, "award", "Shortlisted", "Safety congress.", "", "", 7, "Falls bundle", "Ward 1")
ENDED = Ended("2026-05-01", 7, "Falls bundle", "Ward 1", "completed", "Completed", "There is no chart to compare", "")
STORY = Story(
    unit="Ward 1", year=2026, as_at="2026-11-22", sentences=("One.",), told=(Told("award", "Award", "Awards", 1, 0),),
    agreed=(0, 0, 0), ran=(1, 1), how_many_ended=1, people=0, entries=(ENTRY,), gains=(), ended=(ENDED,), taught=(),
)  # fmt: skip


def years(place: Place, year: int = 2026) -> str:
    return f"/improvement/impact/years/{place.ward.id}/{year}"


def test_a_kept_year_stays_as_it_was_while_the_log_goes_on(client: PageClient, place: Place) -> None:
    made = entry(place.nurse, K.AWARD, unit=place.ward, title="Shortlisted", happened_on=day(5, 1))
    ended = project(place.ward, place.nurse, title="Quieter nights")
    ended.stage, ended.started_on, ended.ended_on, ended.learned = Stage.COMPLETED, day(4), day(9), "Soft shoes."
    db.session.commit()
    client.sign_in(place.nurse)
    assert "As things stand today, 22 November 2026." in client.get(years(place)).text
    address = client.submit(f"{years(place)}/editions").location
    edition = db.session.query(YearEdition).one()
    assert address.endswith(f"/improvement/impact/editions/{edition.id}")
    kept_file = client.get(f"{address}.csv").text

    edit_impact(made, by=place.nurse, title="Commended")
    ended.learned = "Something else."
    db.session.commit()
    client.sign_in(place.reader)
    page = client.get(address).text
    assert "Ward 1 in 2026/27, edition 1" in page
    assert "Edition 1, kept on 22 November 2026 by Ana Reid" in page
    assert "Shortlisted" in page
    assert "Commended" not in page
    assert "Soft shoes." in page
    assert f'href="{years(place)}"' in page, "the way to today's"
    assert "Take it back" not in page, "somebody who only reads"
    assert "Keep this year" not in client.get(years(place)).text
    answer = client.get(f"{address}.csv")
    assert answer.text == kept_file
    assert "edition-1" in answer.headers["Content-Disposition"]
    titles = [
        row["title"] for row in csv.DictReader(io.StringIO(kept_file.removeprefix("\ufeff"))) if row["part"] == "entries"
    ]
    assert titles == ["Shortlisted"]
    assert "Edition 1, kept on" in client.get(years(place)).text
    event = db.session.query(AuditEvent).filter_by(event="impact-year.kept").one()
    assert event.detail == {"unit_id": place.ward.id, "year": 2026, "edition": 1}


def test_a_button_pressed_twice_keeps_once_and_a_later_edition_says_what_changed(client: PageClient, place: Place) -> None:
    made = entry(place.nurse, K.AWARD, unit=place.ward, title="Shortlisted", happened_on=day(5, 1))
    client.sign_in(place.nurse)
    first = client.submit(f"{years(place)}/editions").location
    assert client.submit(f"{years(place)}/editions").location == first
    assert "edition 1 says the same" in client.get(first).text
    entry(place.nurse, K.MEDIA, unit=place.ward, title="In the news", happened_on=day(6, 1))
    remove_impact(made, agreed=[], by=place.nurse)
    db.session.commit()
    second = client.get(client.submit(f"{years(place)}/editions").location).text
    assert "Changed since edition 1" in second
    assert "New: Media, “In the news”." in second
    assert "No longer there: Award, “Shortlisted”." in second
    old = client.get(first).text
    assert "There is a newer edition: number 2" in old
    assert "Shortlisted" in old
    assert f"/impact/entries/{made.id}" not in old, "what is gone is named and leads nowhere"


def test_an_edition_is_taken_back_with_a_reason_and_keeps_its_address(client: PageClient, place: Place) -> None:
    entry(place.nurse, K.AWARD, unit=place.ward, title="Shortlisted", happened_on=day(5, 1))
    client.sign_in(place.nurse)
    address = client.submit(f"{years(place)}/editions").location
    assert client.submit(f"{address}/withdraw", {"reason": " "}).status_code == 422
    assert client.submit(f"{address}/withdraw", {"reason": "The award was another ward’s."}).status_code == 303
    page = client.get(address).text
    assert "Taken back by Ana Reid on 22 November 2026: The award was another ward’s." in page
    assert "Shortlisted" in page
    assert client.get(f"{address}/withdraw").status_code == 303, "once is enough"
    assert "The award was another" in client.get(years(place)).text
    again = client.submit(f"{years(place)}/editions").location
    assert again != address
    assert "Changed since" not in client.get(again).text, "what was taken back is no measure"
    kept = db.session.get_one(YearEdition, int(address.rsplit("/", 1)[1]))
    with pytest.raises(RefusedError, match="already"):
        withdraw(kept, reason="Again", by=place.nurse)
    assert db.session.query(AuditEvent).filter_by(event="impact-year.withdrawn").count() == 1


def test_a_draft_of_its_team_is_in_no_edition_whoever_keeps_it(client: PageClient, place: Place) -> None:
    draft = project(place.ward, place.nurse)
    draft.team_only = True
    entry(place.nurse, K.AWARD, project=draft, title="Secret award", happened_on=day(5, 1))
    entry(place.nurse, K.MEDIA, unit=place.ward, title="In the news", happened_on=day(6, 1))
    client.sign_in(place.nurse)
    assert "Secret award" in client.get(years(place)).text
    kept = client.get(client.submit(f"{years(place)}/editions").location).text
    assert "Secret award" not in kept
    assert "In the news" in kept
    assert "Secret award" in client.get(years(place)).text, "only what is kept reads as everybody"


def test_others_do_not_keep_or_take_back_and_an_empty_year_is_not_kept(client: PageClient, place: Place) -> None:
    client.sign_in(place.nurse)
    assert "Keep this year" not in client.get(years(place)).text
    assert client.submit(f"{years(place)}/editions").location.endswith(years(place))
    assert db.session.query(YearEdition).count() == 0
    with pytest.raises(RefusedError, match="Nothing is known"):
        keep_year(place.ward, story=story_of(year_for_everybody(place.ward, 2026)), by=place.nurse)
    entry(place.nurse, K.AWARD, unit=place.ward, happened_on=day(5, 1))
    edition = keep_year(place.ward, story=story_of(year_for_everybody(place.ward, 2026)), by=place.nurse)
    db.session.commit()
    for other in (place.reader, place.other_nurse):
        client.sign_in(other)
        assert client.submit(f"{years(place)}/editions").status_code == 403
        assert client.submit(f"/improvement/impact/editions/{edition.id}/withdraw", {"reason": "No"}).status_code == 403


@pytest.mark.one_database
@pytest.mark.parametrize("year", [2030, 1900, 99999999])
def test_a_year_that_is_none_is_not_kept(client: PageClient, place: Place, year: int) -> None:
    client.sign_in(place.nurse)
    assert client.submit(f"{years(place, year)}/editions").status_code == 404
    assert client.submit("/improvement/impact/years/99999/2026/editions").status_code == 404
    assert db.session.query(YearEdition).count() == 0


@pytest.mark.one_database
def test_a_story_comes_back_from_json_as_it_was_and_later_words_are_passed_over() -> None:
    plain = to_plain(STORY)
    assert from_plain(plain) == STORY
    assert from_plain(plain | {"of a later version": 1}) == STORY


@pytest.mark.one_database
def test_what_differs_is_said_by_name() -> None:
    verdict = "The chart says: real improvement"
    now = replace(
        STORY,
        entries=(replace(ENTRY, changed="Now paid for."), replace(ENTRY, id=2, title="Commended")),
        ended=(replace(ENDED, verdict=verdict),),
        agreed=(3, 1, 0),
        people=2,
    )
    assert changes(STORY, STORY) == []
    assert changes(STORY, now) == [
        "Changed: Award, “Shortlisted”.",
        "New: Award, “Commended”.",
        "Actions agreed: 3, before 0.",
        "Agreed actions done: 1, before 0.",
        "“Falls bundle”: the chart says: real improvement. Before: there is no chart to compare.",
        "People trained: 2, before 0.",
    ]
    many = replace(STORY, entries=tuple(replace(ENTRY, id=number) for number in range(1, 40)))
    assert len(changes(STORY, many)) == MOST
    assert changes(STORY, many)[-1] == "27 more differences between the two."
