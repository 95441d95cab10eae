"""The units and programmes that a file names, with the nearest names where it names none."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from typing import NamedTuple

from sqlalchemy import select

from qms.improvement.capability.learners.known import plain
from qms.improvement.capability.models import Programme
from qms.kernel.db import db
from qms.kernel.uploads import FieldError
from qms.organisation.models import Unit

SUGGESTED = 50  # unknown names that get suggestions: comparing every one of a wrong file would take minutes


class KnownUnit(NamedTuple):
    """A unit as files name it."""

    id: int
    name: str
    path: str


class Places:
    """Units by ODS code or name, programmes by name; case and spaces do not matter."""

    def __init__(self, units: Iterable[tuple[int, str, str, str | None]], programmes: Iterable[tuple[int, str]]) -> None:
        self.by_id: dict[int, KnownUnit] = {}
        named: dict[str, list[KnownUnit]] = defaultdict(list)
        coded: dict[str, list[KnownUnit]] = {}
        for id_, name, path, code in units:
            self.by_id[id_] = known = KnownUnit(id_, name, path)
            named[plain(name)].append(known)
            if code:
                coded[plain(code)] = [known]
        self._units = named | coded
        self.programmes = {plain(name): (id_, name) for id_, name in programmes}
        self._suggested = 0

    @classmethod
    def read(cls) -> "Places":
        """As they stand: two queries. Retired units and programmes are not among them."""
        units = select(Unit.id, Unit.name, Unit.path, Unit.ods_code).where(Unit.retired.is_(False)).order_by(Unit.id)
        programmes = select(Programme.id, Programme.name).where(Programme.retired.is_(False))
        return cls(db.session.execute(units), db.session.execute(programmes))

    def unit(self, text: str) -> KnownUnit:
        """The unit of that code or name. Raises FieldError with the nearest names, or where several share it."""
        found = self._units.get(plain(text), [])
        if not found:
            names = {key: each[0].name for key, each in self._units.items()}
            raise FieldError(f"There is no unit '{text}'.", self._nearest(text, names))
        if len(found) > 1:
            raise FieldError(f"More than one unit is called '{text}'.", "Use its ODS code.")
        return found[0]

    def programme(self, text: str) -> int:
        """The id of the programme of that name. Raises FieldError with the nearest names."""
        if known := self.programmes.get(plain(text)):
            return known[0]
        remedy = self._nearest(text, {key: name for key, (_, name) in self.programmes.items()})
        raise FieldError(f"There is no programme '{text}'.", remedy)

    def _nearest(self, text: str, names: Mapping[str, str]) -> str:
        self._suggested += 1
        close = get_close_matches(plain(text), names, n=2, cutoff=0.6) if self._suggested <= SUGGESTED else []
        return f"Did you mean {' or '.join(names[each] for each in close)}?" if close else "Check the spelling."
