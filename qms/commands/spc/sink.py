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
    target = path if path is not None and (path.is_file() or not path.exists()) else None
    try:
        with tempfile.NamedTemporaryFile(dir=target and target.parent, prefix=".qms-", delete=False) as unfinished:
            part = Path(unfinished.name)
            try:
                write(cast(BinaryIO, unfinished.file))
                unfinished.flush()
                if target is None:
                    _copy(part, path)
                else:
                    part.chmod(_mode(target))
                    part.replace(target)
            finally:
                part.unlink(missing_ok=True)
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


def _copy(part: Path, path: Path | None) -> None:
    with part.open("rb") as whole:
        if path is None:
            shutil.copyfileobj(whole, sys.stdout.buffer, 1 << 20)
            sys.stdout.buffer.flush()
            return
        with path.open("wb") as target:
            shutil.copyfileobj(whole, target, 1 << 20)
