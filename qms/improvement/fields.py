"""Form fields of the room: a day, a number, a colleague; each refusal says what to enter instead."""

import datetime as dt
import difflib
import math
import re
from typing import Any

from sqlalchemy import Select, func, or_, select
from wtforms import DateField, FloatField, StringField, ValidationError

from qms.kernel.db import db
from qms.people.models import Person

ISO, BRITISH = "%Y-%m-%d", "%d/%m/%Y"
FIRST_DAY, LAST_DAY = dt.date(2000, 1, 1), dt.date(2100, 12, 31)
SUGGESTIONS = 200  # names offered while typing; any other active person can still be typed
MOST_NAMES = 5_000  # compared with a name that nobody has
_ADDRESS = re.compile(r"\(([^()\s]+@[^()\s]+)\)\s*$")


class DayField(DateField):
    """A date as browsers send it or as people in Britain write it."""

    data: Any  # datetime.date or None

    def __init__(self, label: str | None = None, validators: Any = None, **options: Any) -> None:
        super().__init__(label, validators, format=[ISO, BRITISH], **options)

    def process_formdata(self, valuelist: Any) -> None:
        typed = " ".join(valuelist or []).strip()
        if not typed:
            self.data = None
            return
        try:
            super().process_formdata([typed])
        except ValueError:
            raise ValueError(f"“{typed}” is not a date. Use 2026-03-03 or 03/03/2026.") from None
        if self.data and not FIRST_DAY <= self.data <= LAST_DAY:
            self.data = None
            raise ValueError(f"“{typed}” is too far away. Check the year.")


class NumberField(FloatField):
    """A number, with or without thousands separators or a percent sign (85% is 85)."""

    def _value(self) -> str:
        typed = super()._value()
        return str(typed).removesuffix(".0")  # 3 people, not 3.0

    def process_formdata(self, valuelist: Any) -> None:
        typed = " ".join(valuelist or []).strip()
        if not typed:
            self.data = None
            return
        try:
            self.data = float(typed.replace(",", "").removesuffix("%").strip())
        except ValueError:
            self.data = math.nan
        if not math.isfinite(self.data):
            self.data = None
            raise ValueError(f"“{typed}” is not a number. Use digits, such as 4.6.")


class ColleagueField(StringField):
    """Somebody who can sign in, typed as a name or an e-mail address. `person` is who was found."""

    person: Person | None = None

    def pre_validate(self, form: Any) -> None:
        typed = (self.data or "").strip()
        self.person = find_colleague(typed) if typed else None


def find_colleague(typed: str) -> Person:
    """The active person meant by a name, an address, or "Name (address)".

    Raises ValidationError with the nearest names, or asking for the address where two share the name."""
    address = _ADDRESS.search(typed)
    wanted = (address[1] if address else typed).lower()
    meant = or_(Person.email == wanted, func.lower(Person.name) == wanted)
    found = list(db.session.execute(select(Person).where(Person.active, meant).limit(3)).scalars())
    for each in found:
        if each.email == wanted or len(found) == 1:
            return each
    if found:
        raise ValidationError(f"More than one person is called {typed}. Enter the e-mail address.")
    names = db.session.execute(_active(Person.name).limit(MOST_NAMES)).scalars()
    near = difflib.get_close_matches(typed, list(names), n=2)
    hint = f"Did you mean {' or '.join(near)}?" if near else "Enter the name or e-mail address of somebody who can sign in."
    raise ValidationError(f"There is nobody called “{typed}” here. {hint}")


def colleague_label(person: Person | None) -> str:
    """A person as the field shows them, so that two of the same name stay apart."""
    return f"{person.name} ({person.email})" if person else ""


def suggestions() -> list[str]:
    """Labels to offer while somebody types a name."""
    found = db.session.execute(_active(Person.name, Person.email).limit(SUGGESTIONS))
    return [f"{name} ({email})" for name, email in found]


def _active(*columns: Any) -> Select[Any]:
    return select(*columns).where(Person.active).order_by(Person.name)
