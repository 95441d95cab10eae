"""Real data imported whole: every English A&E provider, monthly for three years, by type of department."""

import csv
from collections import defaultdict
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import func, select

from qms.commands.importing import importing
from qms.control.measurements.creating_missing import Guess
from qms.control.measurements.importing import import_table
from qms.control.measurements.models import Measurement
from qms.golden_thread.metrics.models import Direction, Series
from qms.golden_thread.readings.models import Reading
from qms.golden_thread.readings.queries import joined_readings
from qms.kernel.db import db
from qms.kernel.uploads import read_table
from qms.organisation.actions import create_unit
from qms.organisation.models import UnitKind
from qms.organisation.queries import top_unit
from qms.people.queries import system_account
from qms.spc import analyse


def test_four_hour_waits(app: Flask, shared: Path) -> None:
    file = shared / "data" / "ae_four_hour.csv"
    options = ["--create-missing", "--under", "England", "--chart", "p", "--direction", "increase", "--target", "0.95"]
    result = app.test_cli_runner().invoke(importing, ["measurements", str(file), *options])
    assert (result.exit_code, result.stdout) == (0, "Made 274 units and 1 metric.\n12,765 new, 0 changed, 0 the same.\n")

    sums: dict[str, list[float]] = defaultdict(lambda: [0.0, 0.0])
    with file.open() as lines:
        for row in csv.DictReader(lines):
            sums[row["period"]][0] += float(row["numerator"])
            sums[row["period"]][1] += float(row["denominator"])
    periods = sorted(sums)
    expected = analyse(
        [sums[period][0] for period in periods],
        denominators=[sums[period][1] for period in periods],
        periods=periods, chart="p", direction="increase", target=0.95,
    )  # fmt: skip
    top = top_unit()
    assert top is not None
    whole = select(Reading).join(Series).where(Series.unit_id == top.id, Series.stratum == "")
    england = db.session.execute(whole).scalar_one()
    assert england.value == pytest.approx(expected.values[-1])
    assert (england.centre, england.lower) == (pytest.approx(expected.centre[-1]), pytest.approx(expected.lower[-1]))
    assert (england.variation, england.assurance) == (expected.variation, expected.assurance) == ("concern-low", "fail")
    reporting = select(func.max(Measurement.units)).where(Measurement.series_id == england.series_id)
    assert 200 < db.session.scalar(reporting) <= 274
    again = app.test_cli_runner().invoke(importing, ["measurements", str(file)])
    assert again.stdout.startswith("0 new, 0 changed, 12,765 the same.\n")


@pytest.mark.one_database
def test_the_published_extract_gives_the_same_line_through_a_mapping(app: Flask, shared: Path) -> None:
    file = shared / "data" / "ae_attendances_raw.csv"
    by = system_account()
    top = create_unit(name="England", kind=UnitKind.SYSTEM, parent=None, by=by)
    imported = import_table(
        read_table(file.read_bytes(), filename=file.name),
        {"period": "period", "unit": "org_code", "stratum": "type", "denominator": "attendances"},
        derived={"numerator": "attendances - breaches"},
        constants={"metric": "Seen within four hours"},
        by=by,
        create_under=top,
        guess=Guess(chart="p", direction=Direction.INCREASE, target=0.95),
    )
    assert str(imported.stored) == "12,765 new, 0 changed, 0 the same"
    at_the_top = joined_readings().where(Series.unit_id == top.id).order_by(Series.stratum)
    readings = list(db.session.execute(at_the_top).scalars())
    assert readings[0].value == pytest.approx(0.8660427671795345)
    assert [each.series.stratum for each in readings] == ["", "1", "2", "other"]
