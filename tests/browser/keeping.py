"""Data that come back to how they were kept, whoever wrote meanwhile."""

import sqlite3
from contextlib import closing
from pathlib import Path


class KeptData:
    """A database on SQLite as it is now; `restore` brings it back to that."""

    def __init__(self, database: Path) -> None:
        self._database, self._kept = database, database.with_suffix(".kept")
        _copy(database, self._kept)
        self._watch = sqlite3.connect(database)
        self._version = self._read_version()

    def is_changed(self) -> bool:
        """Whether anybody has written since it was kept or restored."""
        return self._read_version() != self._version

    def restore(self) -> None:
        """Bring the data back."""
        _copy(self._kept, self._database)
        self._version = self._read_version()

    def close(self) -> None:
        """Let the database go."""
        self._watch.close()

    def _read_version(self) -> int:
        # SQLite's own count of what other connections wrote, as this one sees it.
        return int(self._watch.execute("PRAGMA data_version").fetchall()[0][0])


def _copy(source: Path, target: Path) -> None:
    """By the database's own means, and so in one transaction: a page that a browser has left may still be read."""
    with closing(sqlite3.connect(source)) as whole, closing(sqlite3.connect(target)) as other:
        whole.backup(other)
