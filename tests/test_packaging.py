"""A wheel carries all that it needs: installed away from the checkout it makes the demonstration and serves a styled page."""

import os
import shutil
import subprocess
import sys
import sysconfig
import venv
import zipfile
from pathlib import Path

import pytest

from qms import paths

CHECKOUT = Path(__file__).resolve().parents[1]
LEFT_OUT = (
    ".git", ".venv", "node_modules", "instance", "build", "*.egg-info",
    "__pycache__", ".hypothesis", ".ruff_cache", ".mypy_cache", ".import_linter_cache",
)  # fmt: skip


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built from a copy of this checkout, so that nothing of an earlier build gets into it or stays behind."""
    folder = tmp_path_factory.mktemp("wheel")
    source = folder / "source"
    # Without what other tests write at the same time, either: a file that is gone again would fail the copy.
    shutil.copytree(CHECKOUT, source, ignore=shutil.ignore_patterns(*LEFT_OUT))
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder), "."]
    result = subprocess.run(command, cwd=source, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stdout + result.stderr
    return next(folder.glob("*.whl"))


def _tracked(*patterns: str) -> set[str]:
    listed = subprocess.run(["git", "ls-files", *patterns], cwd=CHECKOUT, capture_output=True, text=True, check=True)
    return set(listed.stdout.split())


def test_every_module_template_migration_and_static_file_is_in_the_wheel(wheel: Path) -> None:
    held = set(zipfile.ZipFile(wheel).namelist())
    expected = _tracked("qms")
    expected |= {f"qms/{name}" for name in _tracked("templates", "migrations")}
    vendored = {
        str(path.relative_to(CHECKOUT))
        for path in (paths.STATIC / "vendor").rglob("*.*")
        if path.is_file() and path.name != ".ready"
    }
    assert not (expected | vendored) - held


def test_an_installed_wheel_makes_the_demonstration_and_answers(wheel: Path, tmp_path: Path) -> None:
    """The virtual environment is empty but for the wheel and a pointer to this one's libraries (without this checkout)."""
    environment = tmp_path / "venv"
    venv.create(environment, with_pip=False)
    site = next(environment.glob("lib/python*/site-packages"))
    with zipfile.ZipFile(wheel) as file:
        file.extractall(site)
    libraries = sysconfig.get_paths()["purelib"]
    # sys.path.append does not read .pth files there, so the editable installation of the checkout stays out of sight.
    (site / "libraries.pth").write_text(f"{libraries}\n")
    python = environment / "bin" / "python"
    variables = {k: v for k, v in os.environ.items() if k != "PYTHONPATH"} | {"QMS_INSTANCE": str(tmp_path / "instance")}

    def run(code: str) -> str:
        command = [python, "-c", code]
        result = subprocess.run(command, cwd=tmp_path, env=variables, capture_output=True, text=True, check=False)
        assert result.returncode == 0, result.stderr
        return result.stdout

    assert str(site) in run("import qms; print(qms.__file__)")
    run("import sys; sys.argv = ['qms', 'demo', '--no-serve']; from qms.cli import main; main()")
    page = run(
        "from qms.app import create_app\n"
        "client = create_app().test_client()\n"
        "print(client.get('/sign-in').text)\n"
        "print(client.get('/static/vendor/nhsuk-frontend/nhsuk-frontend.min.css').status_code)"
    )
    assert "ward@demo.example" in page
    assert page.strip().endswith("200")
