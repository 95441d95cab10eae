"""Whom a form or a file means: by address where there is one, else by name on the unit."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import and_, func, select

from qms.improvement.capability.models import Learner, Placement
from qms.kernel.db import db
from qms.kernel.uploads import FieldError
from qms.people.models import Person


@dataclass(frozen=True)
class Known:
    """Somebody of whom something is known: a learner, somebody with an account who has not been trained yet, or both where
    the two turn out to be one."""

    learner_id: int | None
    person_id: int | None
    unit_id: int | None  # where the learner works now


class Everybody:
    """All learners and all people with an account, read in two queries; nothing but ids, names and addresses."""

    def __init__(self, learners: Iterable[tuple[Known, str, str]], accounts: Iterable[tuple[int, str]]) -> None:
        self._by_email: dict[str, Known] = {}
        self._by_place: dict[tuple[str, int | None], list[tuple[Known, str]]] = defaultdict(list)
        for known, name, email in learners:
            if email:
                self._by_email[email] = known
            self._by_place[(plain(name), known.unit_id)].append((known, email))
        self._accounts = {email: person_id for person_id, email in accounts}

    @classmethod
    def read(cls) -> "Everybody":
        """As the records stand."""
        here = and_(Placement.learner_id == Learner.id, Placement.until.is_(None))
        columns = select(
            Learner.id, Learner.person_id, Placement.unit_id,
            func.coalesce(Person.name, Learner.name), func.coalesce(Person.email, Learner.email, ""),
        )  # fmt: skip
        rows = db.session.execute(
            columns.select_from(Learner).outerjoin(Person, Person.id == Learner.person_id).outerjoin(Placement, here)
        )
        accounts = db.session.execute(select(Person.id, Person.email).where(Person.active))
        return cls(((Known(id_, person, unit), name, email) for id_, person, unit, name, email in rows), accounts)

    def find(self, *, name: str, email: str, unit_id: int) -> Known | None:
        """Who is meant; None for somebody new.

        An address decides. Who was entered before without an address is the same person where name and unit agree.
        Raises FieldError where only the name is given and several on the unit have it."""
        if email and email in self._by_email:
            return self._by_email[email]
        same = self._by_place.get((plain(name), unit_id), [])
        if email:
            person_id = self._accounts.get(email)
            nameless = [known for known, has_email in same if not has_email]
            if len(nameless) == 1:
                return Known(nameless[0].learner_id, person_id, unit_id)
            return Known(None, person_id, None) if person_id else None
        if len(same) > 1:
            raise FieldError(f"More than one person on this unit is called {name}.", "Give the e-mail address.")
        return same[0][0] if same else None


def plain(name: str) -> str:
    """A name as names are compared."""
    return " ".join(name.casefold().split())
