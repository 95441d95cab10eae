"""Real data imported whole: every English A&E provider, monthly for three years, by type of department."""

import csv
from collections import defaultdict
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import func, select

from qms.control.measurements.models import Measurement
from qms.golden_thread.metrics.models import Series
from qms.golden_thread.readings.models import Reading
from qms.import_command import importing
from qms.kernel.db import db
from qms.organisation.queries import top_unit
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
