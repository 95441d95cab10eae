"""Where output goes: a file that appears when it is complete, or standard output."""

import os
import shutil
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO, cast

import click


def write_whole(path: Path | None, write: Callable[[BinaryIO], None]) -> None:
    """Let `write` fill a file and put it in its place, or on standard output; nothing of it is seen if `write` raises.

    Raises click.UsageError where the file cannot be written.
    """
    # Devices and pipes are written to, never replaced.
    replaced = path is not None and (path.is_file() or not path.exists())
    try:
        with tempfile.NamedTemporaryFile(dir=path.parent if path and replaced else None, prefix=".qms-") as unfinished:
            write(cast(BinaryIO, unfinished.file))
            unfinished.flush()
            if path and replaced:
                os.chmod(unfinished.name, _mode(path))
                os.replace(unfinished.name, path)
                Path(unfinished.name).touch()  # what takes itself away at the end
            else:
                _copy(unfinished.name, path)
    except BrokenPipeError:
        raise
    except OSError as error:
        raise click.UsageError(f"{path or 'The output'} cannot be written: {error.strerror}.") from None


def _mode(path: Path) -> int:
    """What the file has, or what a new one would have."""
    if path.exists():
        return path.stat().st_mode & 0o7777
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask


def _copy(part: str, path: Path | None) -> None:
    with open(part, "rb") as whole:
        if path is None:
            shutil.copyfileobj(whole, sys.stdout.buffer, 1 << 20)
            sys.stdout.buffer.flush()
            return
        with path.open("wb") as target:
            shutil.copyfileobj(whole, target, 1 << 20)
