"""`qms spc FILE`: what a person at a terminal or a script gets."""

import csv
import io
import json
import re

import pytest
from click.testing import CliRunner

from qms.commands.spc import reading, spc
from qms.spc import analyse
from tests.spc.series import STEADY, months

WARDS = {"Ash": STEADY, "Elm": [*STEADY[:9], 5.2, 5.3, 5.4, 5.2, 5.3, 5.4, 9.9]}


@pytest.fixture(params=[0, reading.QUICK_FROM], ids=["quick", "careful"])
def run(tmp_path, request, monkeypatch):
    """The command on a small file, read the quick way where that is possible, or the careful way."""
    monkeypatch.setattr(reading, "QUICK_FROM", request.param)

    def run_on(content: str | bytes, *options: str, name: str = "data.csv"):
        path = tmp_path / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return CliRunner().invoke(spc, [str(path), *options], catch_exceptions=False)

    return run_on


def table(rows: list[list[object]], *header: str) -> str:
    lines = io.StringIO()
    csv.writer(lines).writerows([header, *rows])
    return lines.getvalue()


def falls() -> str:
    rows = [[ward, *point] for ward, values in WARDS.items() for point in zip(months(16), values, strict=True)]
    return table(rows, "ward", "month", "falls")


ASH = table([list(point) for point in zip(months(16), STEADY, strict=True)], "month", "falls")
BY_WARD = ("--date", "month", "--value", "falls", "--by", "ward")


def test_json_is_the_chart_itself(run):
    result = run(ASH, "--date", "month", "--value", "falls", "--direction", "decrease", "--target", "4.0", "--format", "json")
    assert result.exit_code == 0
    assert json.loads(result.output) == analyse(STEADY, periods=months(16), direction="decrease", target=4.0).to_dict()


def test_json_of_several_series_is_one_object_a_line(run):
    result = run(falls(), *BY_WARD, "--format", "json")
    objects = [json.loads(line) for line in result.output.splitlines()]
    assert [one["by"] for one in objects] == [{"ward": "Ash"}, {"ward": "Elm"}]
    for one in objects:
        alone = analyse(WARDS[one.pop("by")["ward"]], periods=months(16)).to_dict()
        assert one == alone


def test_moving_ranges_have_no_runs(run):
    result = run(ASH, "--date", "month", "--value", "falls", "--chart", "mr", "--format", "json")
    assert json.loads(result.output)["runs"] is None


def test_csv_has_one_row_a_point_and_the_series_in_front(run):
    result = run(falls(), *BY_WARD, "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(result.output)))
    assert len(rows) == 32
    assert list(rows[0])[:4] == ["ward", "date", "value", "centre"]
    assert (rows[0]["ward"], rows[0]["date"], float(rows[0]["value"]), rows[0]["excluded"]) == (
        "Ash",
        "2024-01-01",
        5.0,
        "false",
    )
    assert (rows[-1]["special_cause"], rows[0]["special_cause"]) == ("outside-limits", "")


def test_the_table_begins_with_the_sentence(run):
    lines = run(ASH, "--date", "month", "--value", "falls").output.splitlines()
    assert lines[0] == analyse(STEADY, periods=months(16)).explanation
    assert lines[1].split()[:2] == ["date", "value"]
    assert len(lines) == 18


def test_options_reach_the_engine(run):
    options = ["--rebase", "2024-06-01,01/10/2024", "--exclude", "2024-03-01", "--no-screen-moving-ranges"]
    result = run(ASH, "--date", "month", "--value", "falls", "--format", "json", "--rules", "anhoej", *options)
    assert (
        json.loads(result.output)
        == analyse(
            STEADY,
            periods=months(16),
            rebase=["2024-06-01", "2024-10-01"],
            exclude=["2024-03-01"],
            rules="anhoej",
            screen_moving_ranges=False,
        ).to_dict()
    )
    frozen = run(ASH, "--date", "month", "--value", "falls", "--format", "json", "--freeze", "12")
    assert json.loads(frozen.output) == analyse(STEADY, periods=months(16), freeze=12).to_dict()


def test_a_spreadsheet_as_people_save_it(run):
    rows = [["01/01/2026", "1,204", "2 000"], ["01/03/2026", "1,190", "2,100"], ["01/02/2026", "", "2,050"]]
    text = "\ufeff" + table(rows, "Période", "Seen", "All")
    for content in (text.encode(), text.lstrip("\ufeff").encode("cp1252")):
        result = run(
            content, "--date", "Période", "--numerator", "Seen", "--denominator", "All", "--chart", "p", "--format", "json"
        )
        points = json.loads(result.output)["points"]
        assert [point["date"] for point in points] == ["2026-01-01", "2026-02-01", "2026-03-01"]
        assert [point["value"] for point in points] == [0.602, None, pytest.approx(1190 / 2100)]


def test_percentages_are_shares_and_so_is_their_target(run):
    rows = [[day, f"{value}%"] for day, value in zip(months(13), [91, 93, 92] * 4 + [94], strict=True)]
    options = ["--date", "month", "--value", "seen", "--direction", "increase", "--format", "json"]
    result = run(table(rows, "month", "seen"), *options, "--target", "80%")
    assert json.loads(result.output)["points"][0]["value"] == 0.91
    assert json.loads(result.output)["assurance"] == "pass"
    wrong = run(table(rows, "month", "seen"), *options, "--target", "80")
    assert wrong.exit_code == 2
    assert "80%" in wrong.output


def test_svg_of_one_and_of_several(run, tmp_path):
    one = run(ASH, "--date", "month", "--value", "falls", "--format", "svg", "-o", str(tmp_path / "one.svg"))
    assert (one.exit_code, one.output) == (0, "")
    assert (tmp_path / "one.svg").read_text().startswith("<svg")
    several = run(falls(), *BY_WARD, "--format", "svg", "-o", str(tmp_path / "wards"))
    assert several.exit_code == 0
    assert sorted(path.name for path in (tmp_path / "wards").iterdir()) == ["Ash.svg", "Elm.svg"]
    assert run(falls(), *BY_WARD, "--format", "svg").exit_code == 2


def test_output_goes_to_a_file(run, tmp_path):
    result = run(ASH, "--date", "month", "--value", "falls", "--format", "json", "-o", str(tmp_path / "chart.json"))
    assert result.output == ""
    assert json.loads((tmp_path / "chart.json").read_text())["chart"] == "xmr"


def test_every_bad_cell_is_named_at_once(run):
    rows = [["2026-01-01", "5"], ["3rd Marsh", "six"], ["2026-03-01", "7"], ["2026-04-01", "5 to 6"]]
    result = run(table(rows, "month", "falls"), "--date", "month", "--value", "falls")
    assert result.exit_code == 1
    lines = result.stderr.splitlines()
    assert [re.match(r"Row (\d), (\w+): ", line).groups() for line in lines] == [
        ("3", "month"),
        ("3", "falls"),
        ("5", "falls"),
    ]
    assert "'3rd Marsh' is not a date. Use 2026-03-03" in lines[0]
    assert result.stdout == ""


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ([["2026-01-01", 5, 9], ["2026-01-01", 5, 9]], r"Row 3, month: The period is there twice. Keep one row"),
        ([["2026-01-01", 5, 9], ["2026-02-01", 5, 0]], r"Row 3, patients: The denominator is 0. It must be above 0"),
        ([["2026-02-01", 9, 5], ["2026-01-01", 5, 9]], r"Row 2, seen: The numerator 9 is above the denominator"),
        ([["2026-01-01", "", 9]], r"There are no values to chart"),
        ([], r"no rows"),
    ],
)
def test_data_that_cannot_be_charted_are_refused_with_row_and_column(run, rows, words):
    options = ["--date", "month", "--numerator", "seen", "--denominator", "patients", "--chart", "p"]
    result = run(table(rows, "month", "seen", "patients"), *options)
    assert result.exit_code == 1
    assert re.search(words, result.stderr)


def test_dates_that_no_series_reaches_are_refused_and_those_that_some_reach_are_not(run):
    rows = [["Ash", day, 5 + place % 2] for place, day in enumerate(months(6))]
    rows += [["Elm", day, 4 + place % 2] for place, day in enumerate(months(6, "2025-01-01"))]
    content = table(rows, "ward", "month", "falls")
    assert run(content, *BY_WARD, "--rebase", "2025-02-01", "--exclude", "2025-03-01").exit_code == 0
    late = run(content, *BY_WARD, "--rebase", "2026-02-01", "--exclude", "2023-03-01")
    assert late.exit_code == 1
    assert "--rebase 2026-02-01 is after the last point, 2025-06-01" in late.stderr
    assert "--exclude 2023-03-01 is none of the points" in late.stderr


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (["--value", "falls"], "--date"),
        (["--date", "month"], "Give --value, or --numerator and --denominator"),
        (["--date", "month", "--value", "falls", "--denominator", "beds"], "Give --value, or"),
        (["--date", "month", "--numerator", "falls"], "Give --value, or"),
        (["--date", "month", "--value", "fals"], "There is no column 'fals'. The columns are month, falls"),
        (["--date", "month", "--value", "falls", "--chart", "pie"], "'pie' is not one of"),
        (["--date", "month", "--value", "falls", "--chart", "p"], "needs denominators"),
        (["--date", "month", "--value", "falls", "--freeze", "5"], "12 or more"),
        (["--date", "month", "--value", "falls", "--rebase", "soon"], "'soon' is not a date"),
        (["--date", "month", "--value", "falls", "--target", "low"], "'low' is not a number"),
    ],
)
def test_a_wrong_command_ends_with_2_and_says_what_to_give(run, options, words):
    result = run(ASH, *options)
    assert result.exit_code == 2
    assert words in result.stderr


def test_a_file_that_is_not_a_table_is_refused(run):
    result = run(b"%PDF-1.7 \x00\x01", "--date", "month", "--value", "falls")
    assert result.exit_code == 1
    assert result.stderr.strip()
    assert CliRunner().invoke(spc, ["nowhere.csv", "--date", "a", "--value", "b"]).exit_code == 2
