"""`qms import measurements` and `qms readings`: what they store, print and answer with."""

import csv
import datetime as dt
import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest
import xlsxwriter
from click.testing import Result
from flask import Flask
from sqlalchemy import func, select

from qms.commands.importing import importing
from qms.commands.readings import readings
from qms.control.measurements.models import Measurement
from qms.golden_thread.metrics.models import Cadence, DataKind, Direction, Metric, MetricState, Series
from qms.golden_thread.metrics.queries import find as find_metric
from qms.golden_thread.readings.models import Reading
from qms.kernel.audit import AuditEvent
from qms.kernel.db import db
from qms.organisation.models import Unit, UnitKind
from qms.organisation.queries import find, top_unit
from qms.people.roles import RoleName
from tests.builder import Builder

HEADER = "metric,unit,period,numerator,denominator\n"
GOOD = HEADER + "falls,Ward 1,2026-09-01,4,1000\nfalls,Ward 1,2026-10-01,5,1000\nfalls,Ward 2,2026-10-01,2,500\n"

Run = Callable[..., Result]


@pytest.fixture
def run(app: Flask, tmp_path: Path) -> Run:
    """Import the text (or bytes) as a file; further arguments are options."""

    def importing_measurements(content: str | bytes, *options: str, name: str = "rows.csv") -> Result:
        file = tmp_path / name
        file.write_bytes(content.encode() if isinstance(content, str) else content)
        return app.test_cli_runner().invoke(importing, ["measurements", str(file), *options])

    return importing_measurements


@pytest.fixture
def house(build: Builder) -> Unit:
    """A trust of two wards that measure falls."""
    trust = build.trust()
    build.metric(trust, key="falls", name="Falls")
    return trust


def stored() -> int:
    return db.session.scalar(select(func.count()).select_from(Measurement).where(Measurement.units.is_(None))) or 0


def test_stored_again_and_changed(run: Run, house: Unit) -> None:
    first = run(GOOD)
    assert (first.exit_code, first.stdout) == (0, "3 new, 0 changed, 0 the same.\n")
    again = run(GOOD)
    assert (again.exit_code, again.stdout) == (
        0, "0 new, 0 changed, 3 the same.\nNothing changed: everything was stored already.\n",
    )  # fmt: skip
    changed = run(GOOD.replace("09-01,4", "09-01,6"))
    assert (changed.exit_code, changed.stdout) == (0, "0 new, 1 changed, 2 the same.\n")
    assert stored() == 3


def test_a_workbook_with_dates_and_numbers(run: Run, house: Unit) -> None:
    target = io.BytesIO()
    with xlsxwriter.Workbook(target, {"in_memory": True}) as book:
        sheet, dates = book.add_worksheet(), book.add_format({"num_format": "dd/mm/yyyy"})
        sheet.write_row(0, 0, ["Metric", "Unit", "Period", "Numerator", "Denominator"])
        sheet.write_row(1, 0, ["falls", "Ward 1"])
        sheet.write_datetime(1, 2, dt.datetime(2026, 10, 1), dates)
        sheet.write_row(1, 3, [5, 1000])
    assert run(target.getvalue(), name="rows.xlsx").stdout == "1 new, 0 changed, 0 the same.\n"


def test_one_bad_row_stores_nothing_and_every_error_is_printed(run: Run, house: Unit) -> None:
    result = run(GOOD + "falls,Wrad 1,2026-10-01,1,0\n")
    assert result.exit_code == 1
    assert result.stdout == ""
    assert result.stderr.splitlines() == [
        "Row 5, unit: There is no unit 'Wrad 1'. Did you mean Ward 1 or Ward 2?",
        "Row 5, denominator: The denominator is 0, so there is no rate. Leave the row out where nothing was measured.",
        "Nothing was stored. 2 errors in 1 row.",
    ]
    assert stored() == 0


@pytest.mark.one_database
@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "Nothing was stored. The file is empty."),
        (b"%PDF-1.7 and so on", "Nothing was stored. This is a PDF, not a table."),
        (b"metric,unit,period\nfalls,Ward 1,2026-10-01\n", "Nothing was stored. There are no numbers to store."),
        (b"a,b,c\n1,2,3\n", "Nothing was stored. No column is the metric."),
    ],
)
def test_what_is_no_table_of_measurements_is_refused(run: Run, house: Unit, content: bytes, said: str) -> None:
    result = run(content)
    assert result.exit_code == 1
    assert result.stderr.startswith(said)


@pytest.mark.one_database
def test_commands_that_are_not_understood(run: Run, house: Unit, app: Flask) -> None:
    for options, said in (
        (["--target", "95%"], "--target is about metrics and units to make: it needs --create-missing"),
        (["--create-missing", "--target", "lots"], "'lots' is not a number"),
        (["--create-missing", "--chart", "pie"], "'pie' is not one of"),
        (["--create-missing", "--under", "Ward 77"], "There is no unit “Ward 77”"),
        (["--as", "nobody@example.org"], "Nobody who may sign in has the address nobody@example.org"),
    ):
        result = run(GOOD, *options)
        assert (result.exit_code, said in result.stderr) == (2, True), result.stderr
    missing = app.test_cli_runner().invoke(importing, ["measurements", "/nowhere.csv"])
    assert missing.exit_code == 2
    assert stored() == 0


def test_a_dry_run_says_what_would_be_stored(run: Run, house: Unit) -> None:
    result = run(GOOD.replace("Ward 2", "Ward 3"), "--dry-run", "--create-missing")
    assert (result.exit_code, result.stdout) == (
        0,
        "A dry run: nothing was stored. Without --dry-run it would be:\nMade 1 unit.\n3 new, 0 changed, 0 the same.\n",
    )
    assert stored() == 0
    assert find("Ward 3") is None


def test_missing_units_and_metrics_are_made_in_an_empty_instance(run: Run) -> None:
    rows = "".join(
        f"ae-four-hour,{unit},{period},{9 + at},20\n"
        for unit in ("RJ1", "RYJ")
        for at, period in enumerate(("2026-08-31", "2026-09-30", "2026-10-31"))
    )
    result = run(HEADER + rows, "--create-missing", "--chart", "p", "--direction", "increase", "--target", "95%")
    assert (result.exit_code, result.stdout) == (0, "Made 2 units and 1 metric.\n6 new, 0 changed, 0 the same.\n")
    top, metric, unit = top_unit(), find_metric("ae-four-hour"), find("RJ1")
    assert top is not None
    assert metric is not None
    assert unit is not None
    assert (top.name, top.kind) == ("Our organisation", UnitKind.SYSTEM)
    assert (unit.kind, unit.ods_code, unit.parent_id) == (UnitKind.TRUST, "RJ1", top.id)
    assert (metric.name, metric.state, metric.unit_id) == ("Ae four hour", MetricState.PROPOSED, top.id)
    assert (metric.data_kind, metric.chart, metric.direction) == (DataKind.PROPORTION, "p", Direction.INCREASE)
    assert (metric.cadence, metric.target) == (Cadence.MONTHLY, 0.95)
    assert "rows.csv" in metric.purpose
    whole = db.session.execute(select(Reading).join(Series).where(Series.unit_id == top.id)).scalar_one()
    assert (whole.value, whole.assurance) == (22 / 40, "fail")
    assert whole.period.isoformat() == "2026-10-01"
    assert run(HEADER + rows).stdout.startswith("0 new, 0 changed, 6 the same.")


def test_units_are_made_below_the_one_named(run: Run, house: Unit) -> None:
    result = run(GOOD.replace("Ward 2", "Ward 3"), "--create-missing", "--under", "Medicine")
    assert result.exit_code == 0
    ward = find("Ward 3")
    assert ward is not None
    assert (ward.kind, ward.ods_code) == (UnitKind.WARD, None)
    assert ward.path.startswith(house.path)


def test_nothing_can_be_made_below_a_ward(run: Run, house: Unit) -> None:
    result = run(GOOD.replace("Ward 2", "Bay 1"), "--create-missing", "--under", "Ward 1")
    assert (result.exit_code, stored()) == (1, 0)
    assert "cannot stand below Ward 1" in result.stderr


def test_an_empty_instance_gets_the_top_unit_that_was_named(run: Run) -> None:
    assert run(GOOD, "--create-missing", "--under", "NHS England").exit_code == 0
    assert top_unit().name == "NHS England"


@pytest.mark.one_database
@pytest.mark.parametrize(
    ("table", "kind", "cadence"),
    [
        ("period,numerator,denominator\n2026-09-01,4,1000\n2026-10-01,5,1000\n", DataKind.RATE, Cadence.MONTHLY),
        ("period,numerator,denominator\n2026-09-01,840,1000\n2026-10-01,5,10\n", DataKind.PROPORTION, Cadence.MONTHLY),
        ("period,numerator,denominator\n2026-09-01,8.5,10\n2026-10-01,5,10\n", DataKind.RATE, Cadence.MONTHLY),
        ("period,numerator,denominator\n2026-09-01,12,10\n2026-10-01,5,10\n", DataKind.RATE, Cadence.MONTHLY),
        ("period,value\n2026-11-02,3\n2026-11-09,0\n", DataKind.COUNT, Cadence.WEEKLY),
        ("period,value\n2026-11-02,3.5\n2026-11-03,0\n", DataKind.OTHER, Cadence.DAILY),
        ("period,value,n\n2026-04-01,3.5,10\n2026-07-01,4,12\n", DataKind.MEAN, Cadence.QUARTERLY),
        ("period,value\n2024-04-01,-3\n2025-04-01,4\n", DataKind.OTHER, Cadence.YEARLY),
        ("period,value\n2026-10-31,3\n", DataKind.COUNT, Cadence.MONTHLY),
        ("period,value\n2026-11-03,3\n", DataKind.COUNT, Cadence.DAILY),
    ],
)
def test_what_is_guessed_of_a_new_metric(run: Run, house: Unit, table: str, kind: DataKind, cadence: Cadence) -> None:
    header, *rows = table.splitlines()
    content = "\n".join([f"metric,unit,{header}", *(f"something new,Ward 1,{row}" for row in rows)])
    assert run(content, "--create-missing").exit_code == 0
    metric = find_metric("something new")
    assert (metric.data_kind, metric.cadence, metric.chart) == (kind, cadence, "xmr")


@pytest.mark.one_database
def test_a_target_decides_between_a_share_and_a_rate(run: Run, house: Unit) -> None:
    rows = HEADER + "{0},Ward 1,2026-09-01,4,1000\n{0},Ward 1,2026-10-01,5,1000\n"
    run(rows.format("harm"), "--create-missing", "--target", "1%")
    run(rows.format("infections"), "--create-missing", "--target", "4")
    assert find_metric("harm").data_kind is DataKind.PROPORTION
    assert find_metric("infections").data_kind is DataKind.RATE


def test_acting_as_somebody_keeps_to_their_permissions(run: Run, house: Unit, build: Builder) -> None:
    manager = build.person(RoleName.WARD_MANAGER, find("Ward 1"), email="manager@example.org")
    refused = run(GOOD, "--as", "manager@example.org")
    assert (refused.exit_code, stored()) == (1, 0)
    assert "Row 4, unit: Your role does not allow you to store measurements for Ward 2." in refused.stderr
    assert run(GOOD, "--as", "manager@example.org", "--create-missing").exit_code == 2
    own = "\n".join(GOOD.splitlines()[:3])
    assert run(own, "--as", "MANAGER@example.org").exit_code == 0
    event = db.session.execute(select(AuditEvent).filter_by(event="measurement.stored")).scalar_one()
    assert event.by_id == manager.id


def test_nhs_numbers_are_refused_unless_overruled_which_is_audited(run: Run, house: Unit) -> None:
    content = HEADER.replace("\n", ",note\n") + "falls,Ward 1,2026-10-01,4,1000,943 476 5919\n"
    refused = run(content)
    assert refused.exit_code == 1
    assert "looks like an NHS number: 943 ••• ••19" in refused.stderr
    assert "5919" not in refused.stderr
    assert run(content, "--allow-nhs-number-lookalikes").exit_code == 0
    event = db.session.execute(select(AuditEvent).filter_by(event="measurement.lookalikes-allowed")).scalar_one()
    assert event.detail == {"cells": 1, "source": "rows.csv"}


def test_readings_as_csv_and_json(app: Flask, run: Run, house: Unit) -> None:
    run(GOOD)
    invoke = app.test_cli_runner().invoke
    rows = list(csv.DictReader(io.StringIO(invoke(readings).stdout)))
    assert list(rows[0]) == [
        "metric", "unit", "stratum", "period", "value", "centre", "lower", "upper", "target", "variation", "assurance",
        "provisional",
    ]  # fmt: skip
    assert [row["unit"] for row in rows] == ["RIV", "Medicine", "Ward 1", "Ward 2"]
    assert {row["provisional"] for row in rows} == {"true"}
    (ward,) = json.loads(invoke(readings, ["--unit", "Ward 2", "--metric", "falls", "--format", "json"]).stdout)
    assert ward == {
        "metric": "falls", "unit": "Ward 2", "stratum": "", "period": "2026-10-01", "value": 4.0, "centre": 4.0,
        "lower": None, "upper": None, "target": None, "variation": "common-cause", "assurance": None, "provisional": True,
    }  # fmt: skip
    assert invoke(readings, ["--unit", "Ward 77"]).exit_code == 2
    assert invoke(readings, ["--metric", "fals"]).exit_code == 2


def test_what_would_be_made_is_no_error_beside_a_real_one(run: Run, house: Unit) -> None:
    result = run(GOOD + "new one,Ward 9,soon,x,10\n", "--create-missing")
    assert [line.split(":")[0] for line in result.stderr.splitlines()] == [
        "Row 5, period", "Row 5, numerator", "Nothing was stored. 2 errors in 1 row.",
    ]  # fmt: skip
    assert find_metric("new one") is None


def test_a_failed_import_leaves_no_unit_or_metric_behind(run: Run, house: Unit) -> None:
    result = run(GOOD + "other,Ward 9,2026-10-01,12,-1\n", "--create-missing")
    assert result.exit_code == 1
    assert find("Ward 9") is None
    assert find_metric("other") is None
    assert db.session.scalar(select(func.count()).select_from(Metric)) == 1
