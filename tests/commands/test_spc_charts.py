"""Every kind of chart, every kind of mark and every kind of output that `qms spc` knows."""

import csv
import io
import json

import pytest
from click.testing import CliRunner

from qms.commands.spc import reading, spc
from qms.spc import RULE_SETS, ChartKind, analyse, cautions, recommend, suggest_rebase
from tests.spc.series import STEADY, months

MONTHS = months(16)
STEPPED = [*STEADY, *[value + 3 for value in STEADY]]


@pytest.fixture(params=[0, reading.QUICK_FROM], ids=["quick", "careful"])
def run(tmp_path, request, monkeypatch):
    """The command on a small file, read the quick way where that is possible, or the careful way."""
    monkeypatch.setattr(reading, "QUICK_FROM", request.param)

    def run_on(rows, *options, header=("month", "falls")):
        path = tmp_path / "data.csv"
        with path.open("w", newline="") as file:
            csv.writer(file).writerows([header, *rows])
        return CliRunner().invoke(spc, [str(path), *options], catch_exceptions=False)

    return run_on


def falls(values=STEADY, start="2024-01-01"):
    return list(zip(months(len(values), start), values, strict=True))


FALLS = ("--date", "month", "--value", "falls", "--format", "json")


def chart_of(result):
    assert result.exit_code == 0, result.stderr
    return json.loads(result.stdout)


@pytest.mark.parametrize("kind", ["run", "i", "mr", "c", "g", "t", "ewma", "cusum"])
def test_charts_of_one_column(run, kind):
    values = [round(value) for value in STEADY]
    assert chart_of(run(falls(values), *FALLS, "--chart", kind)) == analyse(values, periods=MONTHS, chart=kind).to_dict()


@pytest.mark.parametrize(("said", "kind"), [("p", "p"), ("p'", "pp"), ("p′", "pp"), ("u-prime", "up"), ("ip", "ip")])
def test_charts_of_numerators_and_denominators_however_they_are_called(run, said, kind):
    above, below = [round(value) for value in STEADY], [40 + 3 * place for place in range(16)]
    rows = list(zip(MONTHS, above, below, strict=True))
    options = ("--date", "m", "--numerator", "n", "--denominator", "d", "--chart", said, "--format", "json")
    expected = analyse(above, denominators=below, periods=MONTHS, chart=kind).to_dict()
    assert chart_of(run(rows, *options, header=("m", "n", "d"))) == expected


@pytest.mark.parametrize("kind", ["xbar", "s"])
def test_subgroups_as_columns_or_as_rows(run, kind):
    groups = [[value, value + 1, value - 0.5, *([value + 0.2] if place % 2 else [])] for place, value in enumerate(STEADY)]
    expected = analyse(groups, periods=MONTHS, chart=kind).to_dict()
    rows = [(month, value) for month, group in zip(MONTHS, groups, strict=True) for value in group]
    assert chart_of(run(rows[::-1], *FALLS, "--chart", kind)) == expected
    chart = analyse(groups, periods=MONTHS, chart=kind)
    means = chart.values if kind == "xbar" else [sum(group) / len(group) for group in groups]
    columns = list(zip(MONTHS, means, [len(group) for group in groups], chart.deviations, strict=True))
    options = ("--date", "month", "--mean", "mean", "--size", "n", "--sd", "sd", "--chart", kind, "--format", "json")
    found = chart_of(run(columns, *options, header=("month", "mean", "n", "sd")))
    for one, other in zip(found["points"], expected["points"], strict=True):
        assert one == pytest.approx(other)


def test_events_are_charted_by_the_days_between_them(run):
    dates = ["2024-03-01", "2024-01-05", "2024-01-01", "2024-04-15", "2024-04-20"]
    found = chart_of(run([[day] for day in dates], "--date", "fall", "--events", "--format", "json", header=["fall"]))
    days = ["2024-01-05", "2024-03-01", "2024-04-15", "2024-04-20"]
    assert found == analyse([4, 56, 45, 5], periods=days, chart="t").to_dict()
    alone = run([["2024-01-05"]], "--date", "fall", "--events", header=["fall"])
    assert (alone.exit_code, alone.stderr) == (1, "There is one event. Days between events need two or more.\n")
    twice = run([[day] for day in [*dates, "2024-03-01"]], "--date", "fall", "--events", header=["fall"])
    assert twice.exit_code == 1
    assert "Row 7, fall" in twice.stderr


def test_marks_reach_the_engine(run):
    found = run(falls(), *FALLS, "--baseline", "2024-02-01:01/01/2025", "--centre", "5.5")
    assert chart_of(found) == analyse(STEADY, periods=MONTHS, baseline=("2024-02-01", "2025-01-01"), centre=5.5).to_dict()
    found = run(falls(), *FALLS, "--chart", "ewma", "--parameters", "weight=0.4,width=2.7")
    expected = analyse(STEADY, periods=MONTHS, chart="ewma", parameters={"weight": 0.4, "width": 2.7})
    assert chart_of(found) == expected.to_dict()


def test_targets_that_change(run):
    better = ("--direction", "decrease")
    found = chart_of(run(falls(), *FALLS, *better, "--target-from", "2025-01-01=4.5", "--target-from", "2024-03-01=4.9"))
    targets = [None, None, *[4.9] * 10, *[4.5] * 4]
    assert found == analyse(STEADY, periods=MONTHS, direction="decrease", target=targets).to_dict()
    assert [point["target"] for point in found["points"]] == targets
    rows = [[*point, target] for point, target in zip(falls(), targets, strict=True)]
    header = ("month", "falls", "aim")
    assert chart_of(run(rows, *FALLS, *better, "--target-column", "aim", header=header)) == found
    table = run(rows, "--date", "month", "--value", "falls", "--target-column", "aim", "--format", "csv", header=header)
    assert [row["target"] for row in csv.DictReader(io.StringIO(table.output))][1:4] == ["", "4.9", "4.9"]


@pytest.mark.parametrize("option", [("--target-from", "2024-03-01=90"), ("--centre", "90"), ("--target", "90")])
def test_numbers_beside_percentages_need_their_sign(run, option):
    rows = [[month, f"{value}%"] for month, value in falls()]
    assert run(rows, *FALLS, option[0], f"{option[1]}%").exit_code == 0
    bare = run(rows, *FALLS, *option)
    assert bare.exit_code == 2
    assert f"{option[0]} as {option[1]}%" in bare.stderr


def test_a_summary_is_one_row_a_series(run):
    rows = [["Ash", *point] for point in falls()] + [["Elm", *point] for point in falls([*STEADY[:-1], 19.5])]
    options = ("--date", "month", "--value", "falls", "--by", "ward", "--format", "summary", "--target", "4", "--direction")
    result = run(rows, *options, "decrease", header=("ward", "month", "falls"))
    ash, elm = csv.DictReader(io.StringIO(result.output))
    chart = analyse([*STEADY[:-1], 19.5], periods=MONTHS, direction="decrease", target=4)
    assert (ash["ward"], ash["points"], ash["date"], ash["variation"]) == ("Ash", "16", MONTHS[-1], "common-cause")
    assert elm["explanation"] == chart.explanation
    assert [float(elm[name]) for name in ("value", "centre", "lower", "upper", "target")] == [
        *(19.5, chart.centre[-1], chart.lower[-1], chart.upper[-1], 4.0)
    ]
    assert (elm["variation"], elm["assurance"], elm["provisional"]) == ("concern-high", chart.assurance, "false")


def test_series_of_unlike_lengths_keep_their_order_and_their_charts(run):
    lengths = {"A": 3, "B": 16, "C": 16, "D": 1, "E": 40, "F": 15}
    series = {ward: [(n * 7 + 3 * place**2) % 11 + 1.0 for place in range(n)] for ward, n in lengths.items()}
    rows = [[ward, *point] for ward, values in series.items() for point in falls(values)]
    options = ("--date", "month", "--value", "falls", "--by", "ward", "--format", "json")
    lines = run(rows, *options, header=("ward", "month", "falls")).output.splitlines()
    for line, (ward, values) in zip(lines, series.items(), strict=True):
        alone = analyse(values, periods=months(len(values))).to_dict()
        assert json.loads(line) == {"by": {"ward": ward}, **alone}


def test_pictures(run, tmp_path):
    picture = run(falls(), "--date", "month", "--value", "falls", "--format", "png", "-o", str(tmp_path / "one.png"))
    assert (picture.exit_code, picture.output) == (0, "")
    assert (tmp_path / "one.png").read_bytes().startswith(b"\x89PNG")
    rows = [[ward, *point] for ward in ("A/1", "a:1", "B") for point in falls()]
    options = ["--date", "month", "--value", "falls", "--by", "ward", "--format", "svg", "-o", str(tmp_path / "wards")]
    header = ("ward", "month", "falls")
    result = run(rows, *options, header=header)
    assert "Writing 3 SVG files into" in result.stderr
    assert sorted(path.name for path in (tmp_path / "wards").iterdir()) == ["A-1.svg", "B.svg", "a-1-2.svg"]
    refused = run(rows, *options, "--max-files", "2", header=header)
    assert refused.exit_code == 2
    assert "more than 2 series, and each would be a file" in refused.stderr


def test_suggestions_are_added_and_never_applied(run):
    chart = analyse(STEPPED, periods=months(32))
    plain, found = chart_of(run(falls(STEPPED), *FALLS)), chart_of(run(falls(STEPPED), *FALLS, "--suggest"))
    assert {name: found[name] for name in plain} == plain
    assert [each["sentence"] for each in found["cautions"]] == [each.sentence for each in cautions(chart)]
    assert found["rebase"]["period"] == suggest_rebase(chart).period
    table = run(falls(STEPPED), "--date", "month", "--value", "falls", "--suggest").output
    assert f"[--rebase {found['rebase']['period']}]" in table


def test_recommendations_say_why(run):
    above, below = [round(value) for value in STEADY], [40 + 3 * place for place in range(16)]
    rows = list(zip(MONTHS, above, below, strict=True))
    options = ("--date", "m", "--numerator", "n", "--denominator", "d", "--recommend")
    advice = recommend(above, denominators=below, periods=MONTHS)
    assert run(rows, *options, header=("m", "n", "d")).output.startswith(f"{advice.chart}: {advice.reason}\n")
    found = chart_of(run(rows, *options, "--format", "json", header=("m", "n", "d")))
    assert (found["chart"], len(found["alternatives"])) == (advice.chart, len(advice.alternatives))


def test_charts_and_rules_are_listed():
    charts = CliRunner().invoke(spc, ["--list-charts"]).output
    assert [kind for kind in ChartKind if f"\n{kind.value} " not in f"\n{charts}"] == []
    rules = CliRunner().invoke(spc, ["--list-rules"]).output
    assert [name for name in RULE_SETS if f"{name}: " not in rules] == []


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (["--value", "falls", "--events"], "Give --value, or"),
        (["--mean", "falls"], "--mean, --size and --sd go together"),
        (["--numerator", "falls", "--denominator", "falls", "--chart", "xbar"], "a row with --value for each observation"),
        (["--value", "falls", "--target", "4", "--target-column", "falls"], "not both"),
        (["--value", "falls", "--target-from", "4"], "2026-04-01=95%"),
        (["--value", "falls", "--baseline", "2024-01-01"], "2025-04-01:2026-03-01"),
        (["--value", "falls", "--parameters", "weight=0.2"], "has no parameters"),
        (["--value", "falls", "--chart", "ewma", "--parameters", "haste=2"], "no parameter 'haste'"),
        (["--value", "falls", "--freeze", "12", "--baseline", "2024-01-01:2024-12-01"], "Give one of the two"),
        (["--value", "falls", "--suggest", "--format", "csv"], "--format table or json"),
        (["--value", "falls", "-o", "/nowhere/at/all.txt"], "cannot be written"),
    ],
)
def test_a_wrong_command_ends_with_2(run, options, words):
    result = run(falls(), "--date", "month", *options)
    assert result.exit_code == 2
    assert words in result.stderr


def test_a_refusal_leaves_the_file_that_was_there(run, tmp_path):
    output = tmp_path / "chart.csv"
    output.write_text("what was there")
    options = ["--date", "month", "--value", "falls", "--format", "csv", "-o", str(output)]
    assert run([*falls(), ["2024-01-01", "5"]], *options).exit_code == 1
    assert output.read_text() == "what was there"
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".qms")] == []
    assert run(falls(), *options).exit_code == 0
    assert output.read_text().startswith("date,value")


def test_standard_input(tmp_path):
    text = "month,falls\n" + "".join(f"{month},{value}\n" for month, value in falls())
    result = CliRunner().invoke(spc, ["-", *FALLS], input=text)
    assert chart_of(result) == analyse(STEADY, periods=MONTHS).to_dict()


def test_what_is_wrong_in_several_series_is_named_in_all(run):
    rows = [[ward, month, value] for ward in "ABC" for month, value in falls()]
    rows[3][2], rows[40][2], rows[42][2] = -4, -5, -6
    rows.append(["D", "2024-01-01", ""])
    header = ("ward", "month", "falls")
    result = run(rows, "--date", "month", "--value", "falls", "--by", "ward", "--chart", "c", header=header)
    assert result.exit_code == 1
    assert [line.split(":")[0] for line in result.stderr.splitlines()] == [
        *("Row 5, falls", "Row 42, falls", "Row 44, falls", "D")
    ]
