"""Pasted text: what Excel copies is understood, and what is not understood is named."""

import datetime as dt
from collections.abc import Iterator

import pytest

from qms.control.chart_something.charting import Choices, charted
from qms.control.chart_something.layout import layout_of
from qms.control.chart_something.reading import MOST_ROWS, Pasted, PasteRefused, read_series
from qms.golden_thread.metrics.models import Cadence, DataKind, Direction
from qms.kernel import clock


@pytest.fixture(autouse=True)
def _on_a_november_day() -> Iterator[None]:
    with clock.standing_at(dt.datetime(2026, 11, 22, 9, tzinfo=dt.UTC)):
        yield


def read(text: str, *, ratio: DataKind = DataKind.PROPORTION, chart: str = "xmr") -> Pasted:
    return read_series(layout_of(text, chart), ratio=ratio, chart=chart)


def refusal(text: str, **more: object) -> PasteRefused:
    with pytest.raises(PasteRefused) as caught:
        read(text, **more)  # type: ignore[arg-type]
    return caught.value


def choices(**changed: object) -> Choices:
    return Choices(**{"name": "", "chart": "xmr", "direction": Direction.NEUTRAL, "ratio": "percent"} | changed)  # type: ignore[arg-type]


def test_cells_copied_from_excel() -> None:
    pasted = read("Month\tFalls\r\n01/08/2026\t1,204\r\n01/09/2026\t988\r\n01/10/2026\t1,010\r\n")
    assert pasted.periods == [dt.date(2026, 8, 1), dt.date(2026, 9, 1), dt.date(2026, 10, 1)]
    assert pasted.values == [1204, 988, 1010]
    assert pasted.cadence is Cadence.MONTHLY
    assert pasted.data_kind is DataKind.COUNT


def test_dates_may_stand_second_and_rows_in_any_order() -> None:
    pasted = read("3.5\t2026-10-05\n4.5\t2026-09-28\n4\t2026-10-12\n")
    assert pasted.values == [4.5, 3.5, 4.0]
    assert pasted.cadence is Cadence.WEEKLY


def test_percent_signs_make_percentages_and_their_target() -> None:
    pasted = read("Month,Seen\nAug 2026,84.5%\nSep 2026,88%\nOct 2026,91%\n")
    drawn = charted(pasted, choices(target=0.95, target_percent=True))
    assert drawn.chart.values.tolist() == [84.5, 88.0, 91.0]
    assert drawn.chart.target == 95
    assert drawn.metric.measured_in == "%"


def test_three_columns_make_shares_or_rates() -> None:
    text = "Month\tFalls\tBed days\n2026-08\t3\t800\n2026-09\t4\t1000\n2026-10\t5\t900\n"
    share = charted(read(text), choices())
    assert share.chart.values.tolist() == pytest.approx([3 / 800, 4 / 1000, 5 / 900])
    rate = charted(read(text, ratio=DataKind.RATE), choices(ratio="1000"))
    assert rate.chart.values.tolist() == pytest.approx([3.75, 4.0, 5000 / 900])
    assert rate.metric.measured_in == "per 1,000"


def test_an_empty_cell_is_a_gap_and_so_is_a_missing_month() -> None:
    drawn = charted(read("2026-04\t3\n2026-05\t\n2026-06\t4\n2026-07\tn/a\n2026-09\t5\n"), choices())
    assert len(drawn.chart.values) == 6
    assert drawn.chart.to_dict()["points"][4]["value"] is None  # type: ignore[index]


def test_every_error_is_named_with_row_column_value_and_remedy() -> None:
    refused = refusal("Month\tFalls\n01/01/2026\tfour\nsoon\t5\n01/01/2027\t3\n01/02/2026\t5\n01/02/2026\t6\n")
    assert refused.sentence == "4 errors in 4 rows. Nothing was charted."
    assert [(each.row, each.column, each.value) for each in refused.errors] == [
        (2, "Falls", "four"),
        (3, "Month", "soon"),
        (4, "Month", "01/01/2027"),
        (6, "Month", "2026-02-01"),
    ]
    assert all(each.remedy for each in refused.errors)
    assert refused.errors[3].message == "Rows 5 and 6 are both for 2026-02-01."


def test_counts_that_can_not_be_shares_are_refused() -> None:
    refused = refusal("Month\tSeen\tAll\n2026-08\t30\t20\n2026-09\t3\t0\n2026-10\t-3\t20\n")
    assert [each.row for each in refused.errors] == [2, 3, 4]
    assert "above the denominator" in refused.errors[0].message


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("5\n6\n7\n", "only one column"),
        ("a\tb\tc\n1\t2\t3\n", "None of the columns holds dates."),
        ("   ", "nothing to read"),
        ("Month\tFalls\n2026-01\t\n", "no numbers"),
        ("\n".join(f"2026-01-01\t{number}" for number in range(MOST_ROWS + 2)), "1,000 rows"),
    ],
)
def test_what_is_no_table_of_two_or_three_columns(text: str, words: str) -> None:
    assert words in refusal(text).sentence


def test_nhs_numbers_are_refused_without_repeating_them() -> None:
    for text in ("Patient\tFalls\n943 476 5919\t1\n", "2026-01-01\t9434765919\n"):
        refused = refusal(text)
        assert any("NHS number" in each.message for each in refused.errors)
        assert not any("5919" in f"{each.value}{each.message}".replace(" ", "") for each in refused.errors)


def test_a_chart_that_does_not_fit_says_what_does() -> None:
    assert "three columns" in refusal("2026-01\t3\n2026-02\t4\n", chart="p").sentence
    with pytest.raises(PasteRefused, match="A u chart is for rates"):
        charted(read("2026-01\t3\t9\n2026-02\t4\t9\n", chart="u"), choices(chart="u"))
    with pytest.raises(PasteRefused, match="Write the target as 95%"):
        charted(read("2026-01\t3\t9\n2026-02\t4\t9\n"), choices(target=95.0))


def test_days_keep_their_dates() -> None:
    pasted = read("2026-10-01\t3\n2026-10-03\t4\n2026-10-04\t5\n2026-10-05\t5\n")
    assert pasted.cadence is Cadence.DAILY
    assert pasted.periods[1] == dt.date(2026, 10, 3)
