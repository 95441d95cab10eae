"""The bytes of files: in the instance's folder, by what they belong to, under the hash of what they hold. They are written
before the transaction holds, and never removed by a request: of a file that was removed, or came with a refused request, the
bytes are swept up at night, as somebody may be keeping the same ones anew at that very moment."""

import hashlib
import os
import secrets
import time
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from flask import current_app

SMALL = "-small"
SETTLED = 24 * 60 * 60  # seconds after which a file that nobody knows belongs to no request that still runs


class Shelf(NamedTuple):
    """Where the files of one thing lie: `room` is the folder of all things of its kind, such as "projects"."""

    room: str
    id: int


def keep(shelf: Shelf, data: bytes, small: bytes | None) -> str:
    """Keep the bytes, and a small picture of them; returns their SHA-256."""
    name = hashlib.sha256(data).hexdigest()
    folder = _room(shelf.room) / str(shelf.id)
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    _write(folder / name, data)
    if small is not None:
        _write(folder / f"{name}{SMALL}", small)
    return name


def path_of(shelf: Shelf, sha256: str, *, small: bool = False) -> Path:
    """Where the bytes lie, or should."""
    return _room(shelf.room) / str(shelf.id) / f"{sha256}{SMALL if small else ''}"


def sweep(room: str, known: set[tuple[int, str]]) -> int:
    """Remove bytes in a room that no record names and that nobody has kept for a day; how many files. `known` are (id of the
    shelf, SHA-256), read before."""
    removed, before = 0, time.time() - SETTLED
    for path in _room(room).glob("*/*"):
        whose = (int(path.parent.name), path.name.removesuffix(SMALL)) if path.parent.name.isdigit() else None
        if whose and whose not in known and path.stat().st_mtime < before:
            removed += _take_away(path, before)
    return removed


def _take_away(path: Path, before: float) -> bool:
    """Remove a file unless somebody keeps it at this moment: once it has another name nobody can, so its age is true."""
    going = path.with_name(f"{path.name}.{secrets.token_hex(4)}.going")
    path.rename(going)
    if going.stat().st_mtime >= before:
        going.rename(path)
        return False
    going.unlink()
    return True


def _room(name: str) -> Path:
    return Path(current_app.config["INSTANCE"]) / "uploads" / name


def _write(path: Path, data: bytes) -> None:
    """Write beside, then move: nobody reads half a file. 0600 from the start: these are for those who sign in."""
    with suppress(FileNotFoundError):
        os.utime(path)  # kept again just now: the sweep must leave it
        return
    beside = path.with_name(f"{path.name}.{os.getpid()}-{time.monotonic_ns()}.part")
    with os.fdopen(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(data)
    beside.replace(path)
