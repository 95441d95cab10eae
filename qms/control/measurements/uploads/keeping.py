"""The bytes of uploads that wait for their last button, in the instance's folder under names that nobody can guess."""

import os
import secrets
from pathlib import Path

from flask import current_app
from sqlalchemy import event

from qms.kernel.db import db
from qms.kernel.uploads import TableError


def folder() -> Path:
    """Where they wait; made when absent, for this account alone."""
    path = Path(current_app.config["INSTANCE"]) / "uploads"
    path.mkdir(mode=0o700, exist_ok=True)
    return path


def keep(data: bytes) -> str:
    """Keep the bytes; returns the random name."""
    name = secrets.token_hex(24)
    # 0600 from the start: what waits is not screened yet, and is its owner's business alone.
    with os.fdopen(os.open(folder() / name, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(data)
    return name


def read(name: str) -> bytes:
    """The bytes. Raises TableError where they are gone."""
    try:
        return (folder() / name).read_bytes() if name else _gone(None)
    except FileNotFoundError as error:
        return _gone(error)


def _gone(error: Exception | None) -> bytes:
    raise TableError("The file is no longer here.", "Upload it again: nothing of it was stored.") from error


def drop_after_commit(name: str) -> None:
    """Remove the bytes once the transaction holds: a file must not be lost to a store that failed."""
    path = folder() / name
    event.listen(db.session(), "after_commit", lambda _: path.unlink(missing_ok=True), once=True)


def drop_unknown(known: set[str], *, before: float) -> int:
    """Remove files that no upload waits for and that are older than the moment (seconds of the epoch); how many."""
    removed = 0
    for path in folder().iterdir():
        if path.is_file() and path.name not in known and path.stat().st_mtime < before:
            path.unlink(missing_ok=True)
            removed += 1
    return removed
