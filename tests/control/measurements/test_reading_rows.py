"""Cells to rows: every name resolved, every number checked, and what is said of each that cannot be stored."""

import datetime as dt

import pytest
from sqlalchemy import select

from qms.control.measurements.directory import Directory
from qms.control.measurements.importing import own_columns
from qms.control.measurements.reading_columns import SYNONYMS
from qms.control.measurements.reading_rows import ReadRows, first_day, read_rows
from qms.golden_thread.metrics.models import Cadence, MetricState
from qms.kernel import clock
from qms.kernel.db import db
from qms.kernel.uploads import TableError, guess_mapping, read_paste
from qms.organisation.models import Unit
from tests.builder import Builder

pytestmark = pytest.mark.one_database

RATIO = "metric,unit,period,numerator,denominator\n"
VALUE = "metric,unit,period,value\n"


@pytest.fixture(autouse=True)
def house(build: Builder) -> dict[str, Unit]:
    """A trust of two wards, with one metric of each kind of number."""
    trust = build.trust()
    build.metric(trust, key="falls", name="Falls per 1,000 bed days")
    build.metric(trust, key="seen", name="Seen within four hours", data_kind="proportion", chart="p", multiplier=1.0)
    build.metric(trust, key="complaints", name="Complaints", data_kind="count", multiplier=1.0)
    build.metric(trust, key="stay", name="Length of stay", data_kind="mean", multiplier=1.0)
    build.metric(trust, key="cost", name="Cost", data_kind="other", multiplier=1.0)
    build.metric(trust, key="share", name="Share by hand", data_kind="other", multiplier=1.0, measured_in="%")
    build.metric(trust, key="old", name="Old", state=MetricState.RETIRED, agreed=False)
    return {unit.name: unit for unit in db.session.execute(select(Unit)).scalars()}


def read(text: str, **options: object) -> ReadRows:
    table = read_paste(text)
    arguments: dict = {"directory": Directory.load(), "latest": clock.today()} | options
    return read_rows(table, arguments.pop("mapping", own_columns(table)), **arguments)


def errors(text: str, **options: object) -> list[str]:
    found = read(text, **options)
    assert found.rows == [], "where one row is wrong, none is stored"
    return [str(error) for error in found.errors]


def test_rows_are_resolved_by_code_or_name_and_key_or_name(house: dict[str, Unit]) -> None:
    found = read(RATIO + 'FALLS,riv,2026-10-01,5,1000\n"falls per 1,000  bed days",ward 1,01/09/2026,4,"1,200"\n')
    assert [(row.unit_id, row.period, row.numerator, row.denominator) for row in found.rows] == [
        (house["Riverside Trust"].id, dt.date(2026, 10, 1), 5, 1000),
        (house["Ward 1"].id, dt.date(2026, 9, 1), 4, 1200),
    ]


def test_each_kind_of_number_takes_its_own_columns() -> None:
    found = read(
        "metric,unit,period,numerator,denominator,value,n,sd,stratum\n"
        "seen,Ward 1,2026-10-01,9,10,,,,\n"
        "complaints,Ward 1,2026-10-01,,,3,,,\n"
        "stay,Ward 1,2026-10-01,,,4.5,20,1.5,over 80\n"
    )
    assert not len(found.errors)
    assert [row[2:] for row in found.rows] == [
        ("", dt.date(2026, 10, 1), 9, 10, None, None, None),
        ("", dt.date(2026, 10, 1), None, None, 3, None, None),
        ("over 80", dt.date(2026, 10, 1), None, None, 4.5, 20, 1.5),
    ]


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("falls,Wrad 1,2026-10-01,5,1000", "Row 2, unit: There is no unit 'Wrad 1'. Did you mean Ward 1 or Ward 2?"),
        (
            "falls,Theatre,2026-10-01,5,1000",
            "Row 2, unit: There is no unit 'Theatre'. Check the spelling, or let missing units be created.",
        ),
        ("fals,Ward 1,2026-10-01,5,1000", "Row 2, metric: There is no metric 'fals'. Did you mean falls?"),
        (
            "old,Ward 1,2026-10-01,5,1000",
            "Row 2, metric: The metric 'old' is retired. Bring it back first, or leave the row out.",
        ),
        (
            "falls,Ward 1,3rd March,5,1000",
            "Row 2, period: '3rd March' is not a date. Use 2026-03-03 or 03/03/2026.",
        ),
        ("falls,Ward 1,2026-11-23,5,1000", "Row 2, period: '2026-11-23' is in the future. The latest date is 2026-11-22."),
        ("falls,Ward 1,2026-10-01,five,1000", "Row 2, numerator: 'five' is not a number. Use digits, such as 1234 or 12.5."),
        (
            "falls,Ward 1,2026-10-01,,1000",
            "Row 2, numerator: The numerator is missing. Leave the row out where nothing was measured.",
        ),
        (
            "falls,Ward 1,2026-10-01,*,1000",
            "Row 2, numerator: The numerator is suppressed. Leave the row out where nothing was measured.",
        ),
        (
            "falls,Ward 1,2026-10-01,5,n/a",
            "Row 2, denominator: The denominator is not available. Leave the row out where nothing was measured.",
        ),
        (
            "falls,Ward 1,2026-10-01,5,0",
            "Row 2, denominator: The denominator is 0, so there is no rate. Leave the row out where nothing was measured.",
        ),
        (
            "falls,Ward 1,2026-10-01,5,-3",
            "Row 2, denominator: The denominator -3 is below zero. Correct it: a count starts at 0.",
        ),
        (
            "falls,Ward 1,2026-10-01,-5,10",
            "Row 2, numerator: The numerator -5 is below zero. Correct it: a count starts at 0.",
        ),
        (
            "seen,Ward 1,2026-10-01,12,10",
            "Row 2, numerator: The numerator 12 is above the denominator 10. "
            "Correct one of them. If one case can count twice, define the metric as a rate.",
        ),
        (
            "complaints,Ward 1,2026-10-01,3,10",
            "Row 2, value: This metric needs a value, and no column is the value. Add the column.",
        ),
        (",Ward 1,2026-10-01,5,1000", "Row 2, metric: The metric is missing. Fill it in, or leave the row out."),
        ("falls,,2026-10-01,5,1000", "Row 2, unit: The unit is missing. Fill it in, or leave the row out."),
        ("falls,Ward 1,,5,1000", "Row 2, period: The date is missing. Use 2026-03-03 or 03/03/2026."),
        ("falls,Ward 1,2026-10-01,5", "Row 2: The row has 4 cells and the header has 5. "
         "Add the missing cells, blank ones too, or save the table as XLSX."),
    ],
)  # fmt: skip
def test_what_is_said_of_a_row_that_cannot_be_stored(row: str, said: str) -> None:
    good = "falls,Ward 2,2026-10-01,5,1000\n"
    assert errors(f"{RATIO}{row}\n{good}") == [said]


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("complaints,Ward 1,2026-10-01,-3", "The count -3 is below zero."),
        ("complaints,Ward 1,2026-10-01,", "The value is missing."),
        ("falls,Ward 1,2026-10-01,5", "This metric needs a numerator, and no column is the numerator."),
    ],
)
def test_values(row: str, said: str) -> None:
    assert said in errors(f"{VALUE}{row}\n")[0]


def test_a_mean_needs_observations_and_a_spread_from_zero() -> None:
    said = errors("metric,unit,period,value,n,sd\nstay,Ward 1,2026-10-01,4.5,0,1\nstay,Ward 2,2026-10-01,4.5,3,-1\n")
    assert [each.split(".")[0] for each in said] == [
        "Row 2, n: n is 0: a mean needs one observation or more",
        "Row 3, sd: The standard deviation -1 is below zero",
    ]


def test_costs_may_be_below_zero_and_percentages_keep_their_hundredths() -> None:
    assert read(f"{VALUE}cost,Ward 1,2026-10-01,-3.5\n").rows[0].value == -3.5
    assert read(f"{VALUE}share,Ward 1,2026-10-01,84.4%\n").rows[0].value == pytest.approx(84.4)
    assert read(f"{VALUE}stay,Ward 1,2026-10-01,50%\n").rows[0].value == 0.5


def test_duplicates_name_both_rows() -> None:
    said = errors(f"{RATIO}falls,Ward 1,2026-10-01,5,1000\nseen,Ward 1,2026-10-01,5,10\nFalls,ward 1,31/10/2026,6,1000\n")
    assert said == [
        "Row 4, period: Rows 2 and 4 are both for Falls per 1,000 bed days, Ward 1, 2026-10-01. Keep one of them."
    ]


def test_every_error_is_named_together() -> None:
    said = errors(f"{RATIO}fals,Ward 1,2026-10-01,5,1000\nfalls,Ward 9,32/10/2026,x,0\n")
    assert [each.split(":")[0] for each in said] == [
        "Row 2, metric", "Row 3, period", "Row 3, numerator", "Row 3, unit", "Row 3, denominator",
    ]  # fmt: skip


def test_a_name_that_two_units_share(build: Builder, house: dict[str, Unit]) -> None:
    twin = build.unit("Ward 1", parent=build.unit("Hillside"))
    row = "falls,Ward 1,2026-10-01,5,1000\n"
    assert errors(RATIO + row) == ["Row 2, unit: More than one unit is called 'Ward 1'. Use its ODS code."]
    found = read(RATIO + row, directory=Directory.load(under=twin))
    assert found.rows[0].unit_id == twin.id, "the one below the unit that the person named"


def test_units_that_the_person_may_not_store_for(house: dict[str, Unit]) -> None:
    rows = f"{RATIO}falls,Ward 1,2026-10-01,5,1000\nfalls,Ward 2,2026-10-01,5,1000\n"
    assert errors(rows, only_within=[house["Ward 1"]]) == [
        "Row 3, unit: Your role does not allow you to store measurements for Ward 2. "
        "Ask an administrator, or leave the row out."
    ]
    assert len(read(rows, only_within=[house["Medicine"]]).rows) == 2
    assert len(errors(rows, only_within=[])) == 2


def test_no_later_message_repeats_an_nhs_number_in_a_name() -> None:
    header = "metric,unit,period,stratum,numerator,denominator\n"
    rows = "943 476 5919,9434765919,2026-10-01,9434765919,5,1000\n"
    said = errors(header + rows * 2)
    assert len(said) >= 6, "three cells in each of two rows"
    assert not [each for each in said if "5919" in each or "There is no" in each]


def test_nhs_numbers_are_refused_wherever_text_stands_and_shown_masked() -> None:
    header = "metric,unit,period,numerator,denominator,note\n"
    row = "falls,Ward 1,2026-10-01,9434765919,9434765919,seen 943 476 5919\n"
    (said,) = errors(header + row)
    assert said.startswith("Row 2, note: This looks like an NHS number: 943 ••• ••19.")
    allowed = read(header + row, allow_lookalikes=True)
    assert allowed.rows[0].numerator == 9434765919, "a count is not screened"


def test_constants_and_formulas_stand_in_for_columns(house: dict[str, Unit]) -> None:
    table = read_paste("period,org,attendances,breaches\n2026-10-01,RIV,100,8\n")
    found = read_rows(
        table,
        {"period": "period", "unit": "org", "denominator": "attendances"},
        derived={"numerator": "attendances - breaches"},
        constants={"metric": "seen", "stratum": "type 1"},
        directory=Directory.load(),
        latest=clock.today(),
    )
    assert found.rows[0][1:6] == (house["Riverside Trust"].id, "type 1", dt.date(2026, 10, 1), 92, 100)


@pytest.mark.parametrize(
    ("header", "said"),
    [
        ("unit,period,value", "No column is the metric. Name a column 'metric', or choose one for it."),
        ("metric,unit,value", "No column is the period."),
        ("metric,unit,period,numerator", "There are no numbers to store."),
    ],
)
def test_a_table_without_what_is_needed(header: str, said: str) -> None:
    with pytest.raises(TableError) as refused:
        read(f"{header}\n{','.join('x' * len(header.split(',')))}\n")
    assert str(refused.value).startswith(said)


def test_months_and_quarters_are_known_by_any_of_their_days() -> None:
    day = dt.date(2026, 5, 31)
    assert first_day(day, Cadence.MONTHLY) == dt.date(2026, 5, 1)
    assert first_day(day, Cadence.QUARTERLY) == dt.date(2026, 4, 1)
    assert first_day(day, Cadence.WEEKLY) == first_day(day, Cadence.DAILY) == first_day(day, Cadence.YEARLY) == day


def test_usual_column_names_are_guessed() -> None:
    columns = ["Reporting period", "Org Code", "KPI", "Cases", "Bed days", "Ethnicity"]
    assert guess_mapping(columns, SYNONYMS) == {
        "metric": "KPI", "unit": "Org Code", "stratum": "Ethnicity", "period": "Reporting period",
        "numerator": "Cases", "denominator": "Bed days",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (VALUE + "cost,riv,2026-10-01,1e308\n", "Row 2, value: 1e+308 is too large to be a measurement."),
        (VALUE + "cost,riv,2026-10-01,-2e15\n", "Row 2, value: -2e+15 is too large to be a measurement."),
        (RATIO + "falls,riv,2026-10-01,5,1e16\n", "Row 2, denominator: 1e+16 is too large to be a measurement."),
    ],
)
def test_numbers_that_nobody_measured_are_refused(text: str, said: str) -> None:
    assert errors(text) == [f"{said} Check how many digits it has."]
