"""Who may import whom: between layers (contracts in setup.cfg) and inside each noun."""

import ast
import subprocess
import sys
from pathlib import Path

from qms.paths import PACKAGE

# A file of a noun may import those before it, never those after.
ORDER = ("models", "queries", "actions", "presenters", "forms", "jobs", "views")


def test_the_contracts_between_layers_are_kept() -> None:
    program = Path(sys.executable).parent / "lint-imports"
    result = subprocess.run([program], cwd=PACKAGE.parent, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stdout


def test_inside_a_noun_nothing_imports_what_stands_above_it() -> None:
    wrong = []
    for file in PACKAGE.rglob("*.py"):
        if file.stem in ORDER:
            above = ORDER[ORDER.index(file.stem) + 1 :]
            noun = ".".join(file.relative_to(PACKAGE.parent).parent.parts)
            wrong += [
                f"{noun}.{file.stem} imports {name}" for name in _imports(file) if name in {f"{noun}.{a}" for a in above}
            ]
    assert not wrong


def test_only_jobs_of_the_command_line_and_views_commit() -> None:
    """Actions flush; the request, the job or the command commits once."""
    allowed = ("commands", "demo", "kernel")
    wrong = [
        str(file.relative_to(PACKAGE))
        for file in PACKAGE.rglob("*.py")
        if "session.commit()" in file.read_text() and file.relative_to(PACKAGE).parts[0] not in allowed
    ]
    assert not wrong


def _imports(file: Path) -> set[str]:
    names: set[str] = set()
    for node in ast.walk(ast.parse(file.read_text())):
        if isinstance(node, ast.ImportFrom) and node.module:
            names |= {node.module, *(f"{node.module}.{each.name}" for each in node.names)}
        elif isinstance(node, ast.Import):
            names |= {each.name for each in node.names}
    return names
