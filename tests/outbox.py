"""What waits in the outbox, for tests of whoever writes letters."""

from collections.abc import Iterator, Sequence
from typing import Any

from qms.kernel.db import db
from qms.kernel.letters.models import Letter


class Outbox(Sequence[dict[str, str]]):
    """Every letter put there since the test began or `clear` was called, read anew each time; in the order of queueing."""

    def __init__(self) -> None:
        self._seen = 0

    def _letters(self) -> list[dict[str, str]]:
        found = db.session.query(Letter).filter(Letter.id > self._seen).order_by(Letter.id)
        return [{"to": each.to, "subject": each.subject, "body": each.body} for each in found]

    def __getitem__(self, at: Any) -> Any:
        return self._letters()[at]

    def __len__(self) -> int:
        return len(self._letters())

    def __iter__(self) -> Iterator[dict[str, str]]:
        return iter(self._letters())

    def clear(self) -> None:
        """Look no more at those that are there."""
        newest = db.session.query(Letter.id).order_by(Letter.id.desc()).first()
        self._seen = newest[0] if newest else 0
