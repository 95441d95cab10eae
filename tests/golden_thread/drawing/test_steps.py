"""Lines: gaps stay gaps, limits step, phases do not join."""

from datetime import date, timedelta

from qms.golden_thread.drawing.picture import read_chart
from qms.golden_thread.drawing.steps import stepped_lines, value_runs
from tests.golden_thread.drawing.charts import chart, months, point


def test_a_missing_value_splits_the_line():
    values = [4, 5, None, 6, 7]
    drawn = read_chart(chart([point(day, value) for day, value in zip(months(5), values, strict=True)]))
    assert value_runs(drawn) == [[0, 1], [3, 4]]


def test_months_without_a_row_split_the_line():
    days = months(18)
    del days[9:12]
    assert value_runs(read_chart(chart([point(day, 5) for day in days]))) == [list(range(9)), list(range(9, 15))]


def test_weekends_do_not_split_a_series_of_working_days():
    first = date(2026, 6, 1)
    days = [first + timedelta(i) for i in range(40) if (first + timedelta(i)).weekday() < 5]
    drawn = read_chart(chart([point(day.isoformat(), 5) for day in days]))
    assert len(value_runs(drawn)) == 1


def test_events_at_uneven_times_stay_joined():
    days = ["2026-01-01", "2026-01-04", "2026-02-20", "2026-03-01", "2026-07-09", "2026-07-10"]
    assert len(value_runs(read_chart(chart([point(day, 5) for day in days])))) == 1


def test_equal_limits_are_one_straight_piece():
    drawn = read_chart(chart([point(None, 5) for _ in range(4)]))
    assert stepped_lines(drawn, "upper") == [[(0.5, 8.0), (4.5, 8.0)]]


def test_limits_that_vary_step_half_way_between_points():
    drawn = read_chart(chart([point(None, 5, upper=u) for u in (8.0, 9.0)], chart="p"))
    assert stepped_lines(drawn, "upper") == [[(0.5, 8.0), (1.5, 8.0), (1.5, 9.0), (2.5, 9.0)]]


def test_new_limits_start_a_new_line_but_the_target_runs_on():
    points = [point(None, 5)] * 3 + [point(None, 3, centre=3.0, lower=1.0, upper=5.0)] * 3
    drawn = read_chart(chart(points), target=4)
    assert drawn.phases == (0, 3)
    assert stepped_lines(drawn, "centre") == [[(0.5, 5.0), (3.5, 5.0)], [(3.5, 3.0), (6.5, 3.0)]]
    assert stepped_lines(drawn, "target") == [[(0.5, 4.0), (6.5, 4.0)]]


def test_limits_that_vary_are_not_new_phases():
    drawn = read_chart(chart([point(None, 5, upper=8 + i, lower=2 - i) for i in range(5)], chart="p"))
    assert drawn.phases == (0,)


def test_given_phases_are_used_where_limits_happen_to_agree():
    assert read_chart(chart([point(None, 5)] * 6), phases=[0, 4]).phases == (0, 4)


def test_a_hole_in_constant_limits_is_closed_and_in_varying_limits_left():
    hole = point(None, None, upper=None, lower=None)
    constant = read_chart(chart([point(None, 5), hole, point(None, 5)]))
    assert len(stepped_lines(constant, "upper")) == 1
    varying = read_chart(chart([point(None, 5), hole, point(None, 5, upper=9.0)], chart="u"))
    assert len(stepped_lines(varying, "upper")) == 2


def test_a_target_that_changed_steps():
    drawn = read_chart(chart([point(None, 5)] * 3), target=[None, 4, 3])
    assert stepped_lines(drawn, "target") == [[(1.5, 4.0), (2.5, 4.0), (2.5, 3.0), (3.5, 3.0)]]
