import csv
import io
import json
from functools import partial

import pytest

VALUES = "month,value\n" + "".join(
    f"2026-{month:02d}-01,{value}\n" for month, value in enumerate([10] * 6 + [13] * 3, start=1)
)
CASES = "case,day,failed,risk,surgeon\n" + "".join(
    f"{at},2026-01-{at + 1:02d},{'yes' if at >= 10 else 'no'},0.1,{'Ash' if at % 2 else 'Birch'}\n" for at in range(14)
)


@pytest.fixture
def run(on_file):
    return partial(on_file, "cusum", "file.csv")


def test_values_as_json(run):
    told = json.loads(
        run(VALUES, "--value", "value", "--date", "month", "--mean", "10", "--sigma", "1", "--format", "json").stdout
    )
    assert told["chart"] == "cusum"
    assert told["points"][0]["date"] == "2026-01-01"
    assert told["points"][-1] | {"upper": 7.5, "signal_high": True} == told["points"][-1]
    assert [crossing["position"] for crossing in told["crossings"]] == [8]
    assert "since point 7 (2026-07-01)" in told["explanation"]


def test_without_mean_and_sigma_they_come_from_the_values(run):
    told = json.loads(run("v\n1\n2\n3\n2\n1\n2\n", "--value", "v", "--format", "json").stdout)
    assert told["mean"] == pytest.approx(11 / 6)
    assert told["sigma"] == pytest.approx(1 / 1.128)
    assert "Give --sigma" in run("v\n1\n", "--value", "v", expect=1).stderr


def test_a_head_start(run):
    told = json.loads(
        run(VALUES, "--value", "value", "--mean", "10", "--sigma", "1", "--head-start", "0.5", "--format", "json").stdout
    )
    assert told["points"][0]["upper"] == 2.0


def test_cases_in_both_directions(run):
    options = ("--outcome", "failed", "--risk", "risk", "--date", "day", "--limit", "2")
    told = json.loads(run(CASES, *options, "--format", "json").stdout)
    assert told["limits"] == {"worse": 2.0, "better": 2.0}
    assert told["points"][-1]["signal_worse"] is True
    assert "since case 11 (2026-01-11)" in told["explanation"]
    rows = list(csv.DictReader(io.StringIO(run(CASES, *options, "--format", "csv").stdout)))
    assert rows[0] == {
        "date": "2026-01-01", "outcome": "0", "risk": "0.1", "worse": "0", "signal_worse": "false",
        "better": rows[0]["better"], "signal_better": "false",
    }  # fmt: skip
    assert float(rows[0]["better"]) == pytest.approx(0.0512932943875505)


def test_the_chart_goes_on_without_a_reset(run):
    options = ("--outcome", "failed", "--expected", "10%", "--limit", "1", "--format", "json")
    begun_again = json.loads(run(CASES, *options).stdout)
    going_on = json.loads(run(CASES, *options, "--no-reset").stdout)
    assert [len(told["crossings"]) for told in (begun_again, going_on)] == [2, 1]


def test_vlad(run):
    told = json.loads(run(CASES, "--outcome", "failed", "--expected", "0.1", "--vlad", "--format", "json").stdout)
    assert told["chart"] == "vlad"
    assert told["points"][-1]["vlad"] == pytest.approx(14 * 0.1 - 4)


def test_one_object_a_line_for_each_sequence(run):
    lines = run(CASES, "--outcome", "failed", "--risk", "risk", "--by", "surgeon", "--format", "json").stdout.splitlines()
    assert [json.loads(line)["by"] for line in lines] == [{"surgeon": "Birch"}, {"surgeon": "Ash"}]
    assert len(json.loads(lines[0])["points"]) == 7


def test_the_table_says_it_first(run):
    text = run(CASES, "--outcome", "failed", "--risk", "risk", "--limit", "2").stdout
    assert text.startswith("The event has happened more often than expected") or text.startswith("The event happened more")
    assert "signal worse" in text


def test_rows_are_put_in_the_order_of_their_dates(run):
    head, *rows = VALUES.splitlines()
    backwards = "\n".join([head, *reversed(rows)]) + "\n"
    options = ("--value", "value", "--date", "month", "--mean", "10", "--sigma", "1", "--format", "csv")
    assert run(backwards, *options).stdout == run(VALUES, *options).stdout


@pytest.mark.parametrize(("form", "start"), [("svg", b"<svg"), ("png", b"\x89PNG")])
def test_pictures(run, tmp_path, form, start):
    options = ("--outcome", "failed", "--risk", "risk", "--format", form)
    run(CASES, *options, "-o", str(tmp_path / "one"))
    assert (tmp_path / "one").read_bytes().startswith(start)
    assert run(CASES, *options).stdout_bytes.startswith(start)
    run(CASES, *options, "--by", "surgeon", "-o", str(tmp_path / "all"))
    assert sorted(path.name for path in (tmp_path / "all").iterdir()) == [f"Ash.{form}", f"Birch.{form}"]
    run(CASES, *options, "--vlad", "-o", str(tmp_path / "vlad"))
    assert "Name a folder" in run(CASES, *options, "--by", "surgeon", expect=2).stderr


@pytest.mark.parametrize(
    ("content", "arguments", "said"),
    [
        ("d,y\n2026-01-01,maybe\nyesterday,1\n", ["--outcome", "y", "--expected", "0.1", "--date", "d"], ["row 2", "row 3"]),
        ("y,p\n1,0.2\n0,0\n", ["--outcome", "y", "--risk", "p"], ["row 3", "p", "above 0 and below 1"]),
        ("y,p\n1,0.2\n0,\n", ["--outcome", "y", "--risk", "p"], ["row 3", "has no risk"]),
        ("y\n", ["--outcome", "y", "--expected", "0.1"], ["no rows"]),
        ("v\nmany\n", ["--value", "v"], ["row 2", "many"]),
    ],
)
def test_refuses_data_and_names_every_row(run, content, arguments, said):
    told = run(content, *arguments, expect=1).stderr.casefold()
    assert all(word.casefold() in told for word in said), told


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ([], "--value, or --outcome"),
        (["--value", "value", "--outcome", "value"], "--value, or --outcome"),
        (["--outcome", "value"], "--risk or --expected"),
        (["--value", "value", "--vlad"], "go with --outcome"),
        (["--value", "nothing"], "no column 'nothing'"),
        (["--value", "value", "--mean", "ten"], "--mean"),
        (["--value", "value", "--h", "0"], "--h"),
        (["--value", "value", "--mean", "1", "--sigma", "-1"], "--sigma"),
        (["--outcome", "value", "--expected", "0.1", "--odds-ratio", "1"], "--odds-ratio"),
        (["--outcome", "value", "--expected", "2"], "--expected"),
    ],
)
def test_a_wrong_command_is_said(run, arguments, said):
    content = VALUES if "--outcome" not in arguments or "--value" in arguments else "value\n1\n0\n"
    assert said in run(content, *arguments, expect=2).stderr
