"""The clock, which tests and the demonstration can hold."""

import datetime as dt
import threading

import pytest

from qms.kernel import clock

NEW_YEAR = dt.datetime(2027, 1, 1, 0, 30, tzinfo=dt.UTC)


def test_the_clock_can_be_held_and_goes_on_afterwards() -> None:
    with clock.standing_at(NEW_YEAR):
        assert clock.now() == NEW_YEAR
        assert clock.today() == dt.date(2027, 1, 1)
        with clock.standing_at(NEW_YEAR + dt.timedelta(days=1)):
            assert clock.today() == dt.date(2027, 1, 2)
        assert clock.today() == dt.date(2027, 1, 1)
    assert clock.now() != NEW_YEAR
    assert clock.now().tzinfo is not None


def test_a_clock_that_was_set_goes_on_from_there_in_every_thread() -> None:
    before, started = clock.now(), dt.datetime.now(dt.UTC)
    seen: list[dt.datetime] = []
    try:
        clock.set_to(NEW_YEAR)
        thread = threading.Thread(target=lambda: seen.append(clock.now()))
        thread.start()
        thread.join()
    finally:
        clock.set_to(before + (dt.datetime.now(dt.UTC) - started))
    assert NEW_YEAR <= seen[0] < NEW_YEAR + dt.timedelta(hours=1)


@pytest.mark.parametrize(
    ("moment", "on_the_wall"),
    [
        (dt.datetime(2026, 3, 29, 0, 59, tzinfo=dt.UTC), dt.datetime(2026, 3, 29, 0, 59)),
        (dt.datetime(2026, 3, 29, 1, 0, tzinfo=dt.UTC), dt.datetime(2026, 3, 29, 2, 0)),  # summer begins
        (dt.datetime(2026, 6, 30, 23, 30, tzinfo=dt.UTC), dt.datetime(2026, 7, 1, 0, 30)),
        (dt.datetime(2026, 10, 25, 0, 30, tzinfo=dt.UTC), dt.datetime(2026, 10, 25, 1, 30)),
        (dt.datetime(2026, 10, 25, 1, 30, tzinfo=dt.UTC), dt.datetime(2026, 10, 25, 1, 30)),  # the hour that comes twice
        (dt.datetime(2026, 12, 31, 23, 59, tzinfo=dt.UTC), dt.datetime(2026, 12, 31, 23, 59)),
    ],
)
def test_the_wall_is_an_hour_ahead_in_summer(moment: dt.datetime, on_the_wall: dt.datetime) -> None:
    with clock.standing_at(moment):
        assert clock.now() == moment, "what is stored stays as it is"
        assert clock.today() == on_the_wall.date()
    assert clock.on_the_wall(moment).replace(tzinfo=None) == on_the_wall
    assert clock.day_of(moment) == on_the_wall.date()


@pytest.mark.parametrize("day", [dt.date(2026, 7, 1), dt.date(2026, 3, 29), dt.date(2026, 10, 25), dt.date(2026, 12, 1)])
def test_a_day_begins_at_midnight_on_the_wall(day: dt.date) -> None:
    begins = clock.start_of(day)
    assert clock.day_of(begins) == day
    assert clock.day_of(begins.astimezone(dt.UTC) - dt.timedelta(seconds=1)) == day - dt.timedelta(days=1)
