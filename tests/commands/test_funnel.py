import csv
import io
import json
from functools import partial

import pytest
from click.testing import CliRunner

from qms.cli import main
from qms.spc import funnel

pytestmark = pytest.mark.one_database

ROWS = [("RA1", 20, 400), ("RA2", 25, 500), ("RA3", 120, 1000), ("RA4", 60, 1200), ("RA5", 10, 1500), ("RA6", 85, 1700)]
FILE = "trust,deaths,cases\n" + "".join(f"{name},{above},{below}\n" for name, above, below in ROWS)
COLUMNS = ("--unit", "trust", "--numerator", "deaths", "--denominator", "cases")


@pytest.fixture
def run(on_file):
    return partial(on_file, "funnel", "deaths.csv")


@pytest.mark.parametrize("method", ["pr", "rc", "sr", "sr-shmi", "sr-cqc"])
@pytest.mark.parametrize("spread", [(), ("--overdispersion",)])
def test_json_says_what_the_engine_says(run, method, spread):
    told = json.loads(run(FILE, *COLUMNS, "--method", method, *spread, "--limit", "95", "--format", "json").stdout)
    names, above, below = zip(*ROWS, strict=True)
    expected = funnel(above, below, groups=names, method=method, overdispersion=bool(spread), limit=95)
    assert told == expected.to_dict()
    assert set(told) >= {"method", "target", "phi", "tau2", "units", "outliers", "explanation"}


def test_the_table_begins_with_the_sentence(run):
    lines = run(FILE, *COLUMNS).stdout.splitlines()
    assert lines[0].startswith("2 of 6 units lie outside the 99.8% limits: 1 high and 1 low.")
    assert next(line for line in lines if line.startswith("RA3")).split()[-1] == "high"


@pytest.mark.parametrize("method", ["rc", "sr-cqc"])
def test_limits_that_are_narrower_than_chance_are_said_to_be(run, method):
    told = run(FILE, *COLUMNS, "--method", method, "--format", "json")
    assert "narrower than chance allows. --corrected gives" in told.stderr
    json.loads(told.stdout)
    assert not run(FILE, *COLUMNS, "--method", method, "--corrected").stderr
    assert not run(FILE, *COLUMNS).stderr


def test_csv_has_one_row_a_unit(run):
    rows = list(csv.DictReader(io.StringIO(run(FILE, *COLUMNS, "--format", "csv", "--multiplier", "100").stdout)))
    assert [row["unit"] for row in rows] == [name for name, _, _ in ROWS]
    assert float(rows[0]["value"]) == 5
    assert rows[2]["outlier"] == "true"
    assert rows[0]["side"] == ""


def test_rows_of_a_unit_are_summed(run):
    doubled = FILE + "".join(FILE.splitlines(keepends=True)[1:])
    told = json.loads(run(doubled, *COLUMNS, "--format", "json").stdout)
    assert [unit["numerator"] for unit in told["units"]] == [2 * above for _, above, _ in ROWS]


def test_pictures(run, tmp_path):
    svg = run(FILE, *COLUMNS, "--format", "svg", "--highlight", "RA2").stdout
    assert svg.startswith("<svg")
    assert ">RA2</text>" in svg
    run(FILE, *COLUMNS, "--format", "png", "-o", str(tmp_path / "out.png"))
    assert (tmp_path / "out.png").read_bytes().startswith(b"\x89PNG")


def test_by_gives_one_line_or_one_picture_a_group(run, tmp_path):
    both = "year," + FILE.splitlines()[0] + "\n"
    both += "".join(f"{year},{line}\n" for year in (2025, 2026) for line in FILE.splitlines()[1:])
    lines = run(both, *COLUMNS, "--by", "year", "--format", "json").stdout.splitlines()
    assert [json.loads(line)["by"] for line in lines] == [{"year": "2025"}, {"year": "2026"}]
    run(both, *COLUMNS, "--by", "year", "--format", "svg", "-o", str(tmp_path / "plots"))
    assert sorted(path.name for path in (tmp_path / "plots").iterdir()) == ["2025.svg", "2026.svg"]
    assert "Name a folder" in run(both, *COLUMNS, "--by", "year", "--format", "svg", expect=2).stderr


def test_standard_input():
    result = CliRunner().invoke(main, ["funnel", "-", *COLUMNS], input=FILE)
    assert result.exit_code == 0
    assert "of 6 units" in result.stdout


def test_every_wrong_row_is_named(run):
    told = run("trust,deaths,cases\nA,5,0\nB,9,7\nC,-1,10\nD,1,10\n", *COLUMNS, expect=1).stderr.splitlines()
    assert told[0].startswith("Row 2, cases: The denominator is 0.")
    assert told[1].startswith("Row 3, deaths: The numerator 9 is above the denominator.")
    assert told[2].startswith("Row 4, deaths: The numerator -1 is negative.")
    assert len(told) == 3


def test_cells_that_are_not_numbers_are_named_together(run):
    told = run("trust,deaths,cases\nA,x,10\nB,,10\n,1,10\n", *COLUMNS, expect=1).stderr
    assert "Row 2, deaths: 'x' is not a number" in told
    assert "Row 3, deaths: The number is missing" in told
    assert "Row 4, trust: The trust is missing" in told


def test_what_is_wrong_with_the_command(run):
    assert (
        "There is no column 'wards'. The columns are trust, deaths, cases."
        in run(FILE, "--unit", "wards", *COLUMNS[2:], expect=2).stderr
    )
    assert "no unit 'RZ9'" in run(FILE, *COLUMNS, "--highlight", "RZ9", expect=2).stderr
    assert "--multiplier" in run(FILE, *COLUMNS, "--multiplier", "0", expect=2).stderr
    assert "--trim" in run(FILE, *COLUMNS, "--trim", "0.7", expect=2).stderr
    assert "no rows" in run("trust,deaths,cases\n", *COLUMNS, expect=1).stderr
    run(FILE, "--unit", "trust", expect=2)


def test_expected_events_may_stay_as_they_are(run):
    text = "trust,deaths,cases\nA,3,2.345\nB,9,7.123\n"
    options = (*COLUMNS, "--method", "sr-shmi", "--format", "json")
    assert [each["denominator"] for each in json.loads(run(text, *options).stdout)["units"]] == [2.35, 7.12]
    told = json.loads(run(text, *options, "--no-round-expected").stdout)
    assert [each["denominator"] for each in told["units"]] == [2.345, 7.123]


def test_expected_events_that_vanish_are_named(run):
    assert (
        "A has 0.001 expected events"
        in run("trust,deaths,cases\nA,1,0.001\nB,9,7\n", *COLUMNS, "--method", "sr-shmi", expect=1).stderr
    )
