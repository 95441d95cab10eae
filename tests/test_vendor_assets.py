"""The browser assets that set-up copies: complete, and asking no other host."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
MODULES = ROOT / "node_modules"


def run(*arguments: object) -> "subprocess.CompletedProcess[str]":
    """Run bin/vendor-assets."""
    command = [sys.executable, str(ROOT / "bin/vendor-assets"), *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


@pytest.fixture(scope="module")
def vendor(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A vendor folder filled from the installed packages."""
    target = tmp_path_factory.mktemp("static") / "vendor"
    result = run("--to", target)
    assert result.returncode == 0, result.stderr
    return target


def test_everything_that_pages_name_is_there(vendor: Path) -> None:
    for name in (
        "nhsuk-frontend/nhsuk-frontend.min.css",
        "nhsuk-frontend/nhsuk-frontend.min.js",
        "chart.js/chart.umd.js",
    ):
        assert (vendor / name).stat().st_size > 10_000, name


def test_style_sheets_name_no_other_host_and_every_picture_is_there(vendor: Path) -> None:
    for sheet in [*vendor.rglob("*.css"), *(ROOT / "qms/static/css").glob("*.css")]:
        css = sheet.read_text()
        assert "@font-face" not in css, sheet
        for address in re.findall(r"url\(\s*['\"]?([^'\")]+)", css) + re.findall(r"@import\s+['\"]([^'\"]+)", css):
            if not address.startswith(("data:", "#")):
                assert not re.match(r"(?:[a-z]+:)?//|/", address), f"{sheet.name} asks for {address}"
                assert (sheet.parent / address).is_file(), f"{sheet.name} asks for {address}, which is not there"


def test_no_file_asks_for_a_source_map(vendor: Path) -> None:
    files = [*vendor.rglob("*.js"), *vendor.rglob("*.css")]
    assert not [file for file in files if file.is_file() and "sourceMappingURL" in file.read_text()]


def test_licences_travel_with_the_code(vendor: Path) -> None:
    assert "MIT" in (vendor / "chart.js" / "LICENSE.md").read_text()


def test_a_missing_package_is_named_with_its_remedy_and_the_old_folder_stays(tmp_path: Path) -> None:
    target = tmp_path / "vendor"
    target.mkdir()
    (target / "old").write_text("still here")
    result = run("--from", tmp_path / "node_modules", "--to", target)
    assert result.returncode == 1
    assert "nhsuk-frontend" in result.stderr
    assert "npm ci" in result.stderr
    assert (target / "old").exists()


def test_a_style_sheet_that_names_another_host_is_refused(tmp_path: Path) -> None:
    modules = tmp_path / "node_modules"
    (modules / "nhsuk-frontend/dist").mkdir(parents=True)
    shutil.copytree(MODULES / "nhsuk-frontend/dist/nhsuk/assets", modules / "nhsuk-frontend/dist/nhsuk/assets")
    sheet = modules / "nhsuk-frontend/dist/nhsuk/nhsuk-frontend.min.css"
    sheet.write_text("p{background:url(https://assets.example.org/x.png)}")
    result = run("--from", modules, "--to", tmp_path / "vendor")
    assert result.returncode == 1
    assert "another host" in result.stderr
