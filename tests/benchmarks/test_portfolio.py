"""The benchmark of the portfolio runs and prints its ratios; what they are is for people to judge."""

import runpy
import sys
from pathlib import Path

import pytest

SCRIPT = Path(__file__).resolve().parents[2] / "benchmarks" / "portfolio.py"


def test_it_prints_multiples(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(sys, "argv", [str(SCRIPT), "--projects", "60", "--runs", "1"])
    with pytest.raises(SystemExit) as ended:
        runpy.run_path(str(SCRIPT), run_name="__main__")
    assert not ended.value.code
    lines = capsys.readouterr().out.splitlines()
    assert lines[1] == "60 projects on 40 wards:"
    assert len(lines) > 8
    assert all("times the hello-world page, " in line for line in lines[2:])
