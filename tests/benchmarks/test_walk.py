"""The benchmark of the walk runs and prints its ratios; what they are is for people to judge."""

import runpy
import sys
from pathlib import Path

import pytest

SCRIPT = Path(__file__).resolve().parents[2] / "benchmarks" / "walk.py"


def run(monkeypatch: pytest.MonkeyPatch, *arguments: str) -> int:
    monkeypatch.setattr(sys, "argv", [str(SCRIPT), *arguments])
    with pytest.raises(SystemExit) as ended:
        runpy.run_path(str(SCRIPT), run_name="__main__")
    return int(ended.value.code or 0)


def test_it_prints_multiples(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "rows.csv"
    rows = [f"seen,Ward {ward},2026-{month:02}-01,9,10" for ward in range(3) for month in range(1, 10)]
    file.write_text("\n".join(["metric,unit,period,numerator,denominator", *rows]))
    assert run(monkeypatch, str(file), "--runs", "1") == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith("sqlite3's own bulk load of 27 rows: ")
    assert lines[1].endswith("times the bulk load")
    assert lines[3].endswith("times the hello-world page")


def test_a_file_that_is_not_there_is_named(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(monkeypatch, "nowhere.csv") == 2
    assert capsys.readouterr().err == "There is no file nowhere.csv. Name a CSV file of measurements.\n"
