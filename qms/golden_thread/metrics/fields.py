"""Form fields for numbers, days and choices that say what is wrong in the person's own words."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from wtforms import DateField, RadioField, StringField

from qms.kernel.formats import number
from qms.kernel.forms import select_choices
from qms.kernel.uploads import FieldError, parse_number, parse_period


class NumberField(StringField):
    """A number as people type it, or nothing. `percent` tells whether it was written with a per cent sign."""

    data: float | None
    percent = False

    def process_formdata(self, valuelist: list[str]) -> None:
        """Read the text; keeps None for an empty box. Raises ValueError with the way to write it."""
        text = valuelist[0].strip() if valuelist else ""
        self.data = None
        if not text:
            return
        try:
            read = parse_number(text)
        except FieldError as error:
            raise ValueError(f"{error.message} {error.remedy}") from error
        self.data, self.percent = read.value, read.percent

    def _value(self) -> str:
        return self.raw_data[0] if self.raw_data else "" if self.data is None else number(self.data)


class DayField(DateField):
    """A day from the browser's calendar, or typed the British way."""

    def process_formdata(self, valuelist: list[str]) -> None:
        """Read the text; keeps None for an empty box. Raises ValueError with the way to write it."""
        text = valuelist[0].strip() if valuelist else ""
        self.data: dt.date | None = None
        if not text:
            return
        try:
            self.data = parse_period(text)
        except FieldError as error:
            raise ValueError(f"{error.message} {error.remedy}") from error


class ChoiceField(RadioField):
    """Radio buttons of an enumeration; `otherwise` says what to do when none is chosen."""

    def __init__(self, label: str, *, words: Mapping[Any, str], otherwise: str, **more: Any) -> None:
        super().__init__(
            label,
            choices=select_choices(words.items()),
            coerce=lambda word: next((value for value in words if value == word), None),
            invalid_choice_message=otherwise,
            **more,
        )
