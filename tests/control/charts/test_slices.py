"""The part of a chart around a change, as a picture."""

import datetime as dt

import pytest

from qms.control.charts.presenters import load
from qms.control.charts.slices import BEFORE, slice_of
from qms.people.roles import RoleName
from tests.builder import Builder
from tests.control.charts.test_changes import BEFORE as POINTS_BEFORE
from tests.control.charts.test_changes import CHANGE, SINCE, stored
from tests.page_client import PageClient


def test_a_slice_shows_some_points_before_the_change_and_keeps_the_limits_of_all(build: Builder) -> None:
    subject = load(stored(build).id).subject
    assert subject is not None
    drawn, told = slice_of(subject, CHANGE, flags=[CHANGE, dt.date(2026, 5, 1)]).as_drawn()
    points = drawn["points"]
    assert len(points) == min(BEFORE, len(POINTS_BEFORE)) + len(SINCE)
    assert points[BEFORE - 1]["centre"] > points[BEFORE]["centre"], "the average of before, and that of since"
    assert told["phases"] == [BEFORE]
    assert [each["number"] for each in told["annotations"]] == ["1", "2"]

    later = dt.date(2026, 7, 3)
    cut, told = slice_of(subject, later).as_drawn()
    assert len(cut["points"]) == BEFORE + 4
    assert cut["points"][0]["date"] == "2025-07-01"
    assert told["phases"] == [BEFORE]


def test_a_slice_before_anything_was_measured_since_ends_with_the_chart(build: Builder) -> None:
    subject = load(stored(build).id).subject
    assert subject is not None
    drawn, told = slice_of(subject, dt.date(2027, 1, 1)).as_drawn()
    assert len(drawn["points"]) == BEFORE
    assert told["phases"] == []


@pytest.mark.one_database
def test_the_picture_is_served_wide_and_narrow_whatever_is_asked(client: PageClient, build: Builder) -> None:
    series = stored(build)
    url = f"/control/charts/{series.id}/slices/2026-03-03"
    client.sign_in(build.person(RoleName.WARD_MANAGER, series.unit))
    wide = client.get(f"{url}.svg?flag=2026-03-03&flag=2026-05-01")
    assert wide.mimetype == "image/svg+xml"
    assert "Flag 2" in wide.text
    assert client.get(f"{url}.svg?size=phone&until=2026-05-01").status_code == 200
    assert client.get(f"{url}.png").data.startswith(b"\x89PNG")
    assert client.get(f"{url}.svg?until=soon&flag=never&flag=").status_code == 200
    empty = build.series(build.metric(series.unit), series.unit)
    assert client.get(f"/control/charts/{empty.id}/slices/2026-03-03.svg").status_code == 404
