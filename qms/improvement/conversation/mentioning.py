"""Finding the colleagues whom a text mentions: @ and a name, or @ and an e-mail address."""

import difflib
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import func, or_, select
from sqlalchemy.orm import lazyload
from wtforms import ValidationError

from qms.kernel.db import db
from qms.people.models import Person

MOST = 20  # colleagues in one comment
WORDS = 5  # of a name, at most
NAMES_COMPARED = 5_000
_AT = re.compile(r"(?<![\w@.])@(?=[^\W\d_])")
_ADDRESS = re.compile(r"[\w.+'-]+@[\w-]+(?:\.[\w-]+)+")
_WORD = re.compile(r"[^\s@]+")
_AFTER_A_NAME = ".,;:!?)…’”\"'"


@dataclass(frozen=True)
class Call:
    """One @ in a text: where it stands, and what may follow it, longest first: (words, where they end)."""

    start: int
    candidates: tuple[tuple[str, int], ...]


def calls(text: str) -> list[Call]:
    """Every @ that is followed by a letter. "5 @ 10" and the middle of an address are none."""
    return [Call(found.start(), tuple(_candidates(text, found.end()))) for found in _AT.finditer(text)]


def find_mentioned(text: str, team: Sequence[Person]) -> tuple[str, list[Person]]:
    """The text with everybody's name in full, and those whom it mentions, each once. A first name is enough for somebody
    on the team.

    Raises ValidationError for an @ that nobody answers to, or that several do."""
    found = calls(text)
    if not found:
        return text, []
    known = _known(words for call in found for words, _ in call.candidates)
    pieces, people, at = [], list[Person](), 0
    for call in found:
        person, end = _who(call, known, team)
        pieces += [text[at : call.start], f"@{person.name}"]
        at = end
        if person not in people:
            people.append(person)
    if len(people) > MOST:
        raise ValidationError(f"Mention {MOST} people or fewer.")
    return "".join([*pieces, text[at:]]), people


def _candidates(text: str, start: int) -> Iterable[tuple[str, int]]:
    if address := _ADDRESS.match(text, start):
        return [(address[0], address.end())]
    line = text[start:].split("\n", 1)[0]
    found = []
    for word in list(_WORD.finditer(line))[:WORDS]:
        if word.start() and line[: word.start()].rstrip(" ")[-1:] == "@":
            break
        end = word.end()
        for shorter in (word[0], word[0].rstrip(_AFTER_A_NAME), re.sub(r"['’]s$", "", word[0].rstrip(_AFTER_A_NAME))):
            end = word.start() + len(shorter)
            found.append((line[:end], start + end))
    unique = dict(found)
    return sorted(unique.items(), key=lambda each: -len(each[0]))


def _known(candidates: Iterable[str]) -> dict[str, list[Person]]:
    """Active people by address and by name in small letters."""
    wanted = {" ".join(each.split()) for each in candidates}
    small = {each.lower() for each in wanted}
    meant = or_(Person.email.in_(small), func.lower(Person.name).in_(small), Person.name.in_(wanted))
    found: dict[str, list[Person]] = {}
    statement = select(Person).where(Person.active, meant).options(lazyload(Person.memberships))
    for person in db.session.execute(statement).scalars():
        for key in {person.email, person.name.lower()}:
            found.setdefault(key, []).append(person)
    return found


def _who(call: Call, known: dict[str, list[Person]], team: Sequence[Person]) -> tuple[Person, int]:
    for words, end in call.candidates:
        key = " ".join(words.split()).lower()
        several = known.get(key) or [each for each in team if each.name.lower().split()[0] == key]
        if len(several) == 1:
            return several[0], end
        if several:
            raise ValidationError(f"More than one person here is called {words}. Write @ and the e-mail address.")
    raise ValidationError(_nobody(call))


def _nobody(call: Call) -> str:
    two = next((words for words, _ in call.candidates if len(words.split()) <= 2), "").rstrip(_AFTER_A_NAME)
    names = db.session.execute(select(Person.name).where(Person.active).limit(NAMES_COMPARED)).scalars().all()
    near = (
        difflib.get_close_matches(two, names, n=2)
        or [name for name in names if two.split()[0].lower() in name.lower().split()][:2]
    )
    hint = f"Did you mean {' or '.join(near)}?" if near else "Use the name or e-mail address of somebody who can sign in."
    return f"Nobody here is called “@{two}”. {hint} For an @ that tells nobody, put a space after it."
