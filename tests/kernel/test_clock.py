"""The clock, which tests and the demonstration can hold."""

import datetime as dt
import threading

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
