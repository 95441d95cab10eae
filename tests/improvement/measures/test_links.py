"""The series that a project is linked to, and how they show on its page."""

import datetime as dt
import html
import re

import pytest

from qms.improvement.pdsa.actions import decide
from qms.improvement.pdsa.models import Decision
from qms.improvement.projects.models import ProjectMeasure
from qms.kernel.db import db
from tests.builder import Builder
from tests.improvement.conftest import Place
from tests.improvement.making import cycle, falls, project
from tests.page_client import PageClient


def test_a_series_of_the_unit_or_above_is_linked_once_and_unlinked(client: PageClient, place: Place, build: Builder) -> None:
    made = project(place.ward, place.nurse)
    metric = build.metric(place.ward, name="Falls")
    own, above, elsewhere = (build.series(metric, unit) for unit in (place.ward, place.trust, place.other_ward))
    client.sign_in(place.nurse)
    url = f"/improvement/projects/{made.id}"

    assert client.submit(f"{url}/measures", {"series": own.id}).status_code == 303
    assert client.submit(f"{url}/measures", {"series": above.id}).status_code == 303
    assert client.submit(f"{url}/measures", {"series": own.id}).status_code == 422, "linked already"
    assert client.submit(f"{url}/measures", {"series": elsewhere.id}).status_code == 422
    assert "Choose a measure from the list." in client.submit(f"{url}/measures", {"series": 0}).text
    links = db.session.query(ProjectMeasure).order_by(ProjectMeasure.id).all()
    assert [link.series_id for link in links] == [own.id, above.id]

    client.submit(f"/improvement/measures/{links[0].id}/unlink")
    assert db.session.query(ProjectMeasure).one().series_id == above.id


@pytest.mark.one_database
def test_other_wards_cannot_unlink(client: PageClient, place: Place, build: Builder) -> None:
    series = build.series(build.metric(place.ward), place.ward)
    project(place.ward, place.nurse, series=series)
    link = db.session.query(ProjectMeasure).one()
    assert client.sign_in(place.other_nurse).submit(f"/improvement/measures/{link.id}/unlink").status_code == 403


def test_the_page_says_what_happened_since_the_change(client: PageClient, place: Place, build: Builder) -> None:
    metric = build.metric(place.ward, name="Falls")
    values = [6, 5, 7, 6, 5, 6, 7, 5, 6, 7, 6, 5, 3, 2, 3, 4, 3, 2, 3, 4]  # twelve months before March 2026, eight since
    made = project(place.ward, place.nurse, series=falls(metric, place.ward, values))
    test = cycle(made, place.nurse, starts_on=dt.date(2026, 2, 10))
    decide(test, decision=Decision.ADOPT, reason="It works.", on=dt.date(2026, 3, 3), by=place.nurse)
    db.session.commit()

    page = client.sign_in(place.nurse).get(f"/improvement/projects/{made.id}").text

    sentence = "Since the change on 3 March 2026 the average of Falls is lower: 5.9 before, 3.0 after (8 months)."
    assert sentence in page
    assert "The chart shows a real improvement, sustained for 8 months." in page
    assert "The difference is −2.9 (95% interval " in page
    assert 'alt="Control chart of Falls, Ward 1.' in page
    phone = re.search(r'srcset="([^"]+)"', page)
    assert phone is not None
    drawn = client.get(html.unescape(phone[1]))
    assert drawn.mimetype == "image/svg+xml"
    assert 'width="390"' in drawn.text


@pytest.mark.one_database
def test_without_measurements_the_page_says_so(client: PageClient, place: Place, build: Builder) -> None:
    made = project(place.ward, place.nurse, series=build.series(build.metric(place.ward, name="Falls"), place.ward))
    cycle(made, place.nurse)
    assert "no measurements yet" in client.sign_in(place.nurse).get(f"/improvement/projects/{made.id}").text
