"""The benchmark of big files runs and prints its ratios; what they are is for people to judge."""

import runpy
import sys
from pathlib import Path

import pytest

SCRIPT = Path(__file__).resolve().parents[2] / "benchmarks" / "files.py"


@pytest.mark.parametrize("options", [[], ["--denominators"]])
def test_it_prints_multiples(options: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(sys, "argv", [str(SCRIPT), "--series", "3000", "--points", "20", "--runs", "1", *options])
    with pytest.raises(SystemExit) as ended:
        runpy.run_path(str(SCRIPT), run_name="__main__")
    assert not ended.value.code
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith("60,000 rows, ")
    assert [line.split(":")[0] for line in lines[2:]] == [f"qms spc --format {form}" for form in ("csv", "summary", "json")]
    assert all(" times csv.reader " in line for line in lines[2:])
