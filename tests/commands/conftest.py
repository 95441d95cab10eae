"""Commands on a file, as tests run them."""

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from qms.cli import main

OnFile = Callable[..., Result]


@pytest.fixture
def on_file(tmp_path: Path) -> OnFile:
    """`on_file("cusum", "file.csv", content, *arguments)`: writes the file and runs the command, which ends with `expect`."""

    def call(command: str, name: str, content: bytes | str, *arguments: str, expect: int = 0) -> Result:
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        result = CliRunner().invoke(main, [command, str(path), *arguments])
        assert result.exit_code == expect, result.output
        return result

    return call
