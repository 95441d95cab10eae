import csv
import io
import json
from functools import partial

import pytest

pytestmark = pytest.mark.one_database

COUNTED = "cause,falls,year\nWet floor,5,2026\nToilet,50,2026\nBed,30,2026\nChair,15,2026\n"
LISTED = "cause\n" + "Toilet\n" * 5 + "Bed\n" * 3 + "Chair\n"


@pytest.fixture
def run(on_file):
    return partial(on_file, "pareto", "causes.csv")


def test_counts_of_a_column(run):
    told = json.loads(run(COUNTED, "--category", "cause", "--count", "falls", "--format", "json").stdout)
    assert [row["category"] for row in told["categories"]] == ["Toilet", "Bed", "Chair", "Wet floor"]
    assert told["vital"] == ["Toilet", "Bed"]
    assert told["categories"][1]["cumulative"] == 0.8


def test_rows_are_counted(run):
    lines = run(LISTED, "--category", "cause").stdout.splitlines()
    assert lines[0] == "No few categories stand out: it takes 2 of 3 categories to reach 80% of the total."
    assert lines[2].split() == ["Toilet", "5", "0.555556", "0.555556", "yes"]


def test_top_csv_and_pictures(run, tmp_path):
    text = run(COUNTED, "--category", "cause", "--count", "falls", "--top", "2", "--format", "csv").stdout
    assert [row["category"] for row in csv.DictReader(io.StringIO(text))] == ["Toilet", "Bed", "Other"]
    assert run(COUNTED, "--category", "cause", "--count", "falls", "--format", "svg").stdout.startswith("<svg")
    run(COUNTED, "--category", "cause", "--by", "year", "--format", "png", "-o", str(tmp_path / "out"))
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["2026.png"]


def test_what_is_refused(run):
    told = run("cause,falls\nA,-1\nB,-2\nC,3\n", "--category", "cause", "--count", "falls", expect=1).stderr
    assert told.splitlines() == [
        "Row 2, falls: The count is negative. Counts go from 0 upwards.",
        "Row 3, falls: The count is negative. Counts go from 0 upwards.",
    ]
    assert "all 0" in run("cause,falls\nA,0\n", "--category", "cause", "--count", "falls", expect=1).stderr
    assert "no column 'why'" in run(COUNTED, "--category", "why", expect=2).stderr
    assert "--top" in run(COUNTED, "--category", "cause", "--top", "0", expect=2).stderr
