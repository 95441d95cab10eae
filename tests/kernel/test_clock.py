"""The clock, which tests and the demonstration can hold."""

import datetime as dt

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
