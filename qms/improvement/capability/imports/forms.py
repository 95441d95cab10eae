"""The forms of a file: the file, its columns, what may be made."""

from collections.abc import Mapping, Sequence
from typing import Any

from flask_wtf.file import FileField
from wtforms import BooleanField, HiddenField, SelectField, StringField, TextAreaField

from qms.improvement.capability.imports.choosing import CONSTANTS, FIELDS, LABELS, Chosen
from qms.improvement.capability.imports.opening import MAX_BYTES
from qms.kernel.forms import Form, optional_text, select_choices

PASTED = "Pasted list"
NO_COLUMN = "Not a column"


class ChooseForm(Form):
    """A file or a pasted list."""

    file = FileField("File", description="CSV or Excel, up to 5 MB, as the learning system exports it.")
    pasted = TextAreaField(
        "Or paste from Excel",
        description="Copy the cells with their header row and paste them here. Names alone are enough for one course.",
        render_kw={"spellcheck": "false"},
    )

    def validate(self, extra_validators: Any = None) -> bool:
        """One of file and paste, not both."""
        valid = super().validate(extra_validators)
        has_file, has_paste = bool(self.file.data), bool((self.pasted.data or "").strip())
        if has_file and has_paste:
            self.file.errors = ["Choose a file or paste a list, not both."]
        elif not (has_file or has_paste):
            self.file.errors = ["Choose a file, or paste a list below."]
        return valid and has_file != has_paste

    def content(self) -> tuple[str, bytes]:
        """(name, bytes) of what was given."""
        if self.file.data:
            # One byte beyond the limit is enough to refuse it.
            return self.file.data.filename or "File", self.file.data.stream.read(MAX_BYTES + 1)
        return PASTED, (self.pasted.data or "").encode()


class ColumnsForm(Form):
    """How the columns are read: for each field a column, or a text for all rows."""

    sheet = HiddenField()

    def offer(self, columns: Sequence[str]) -> None:
        """The columns to choose from."""
        for field in FIELDS:
            self[f"{field}_column"].choices = select_choices([("", NO_COLUMN), *((name, name) for name in columns)])

    def fill(self, reading: Mapping[str, Mapping[str, str]]) -> None:
        """Show what was guessed, remembered or chosen before."""
        for field, name in reading.get("columns", {}).items():
            if name in {choice.value for choice in self[f"{field}_column"].choices}:
                self[f"{field}_column"].data = name
        for field, text in reading.get("constants", {}).items():
            self[f"{field}_constant"].data = text

    def chosen(self, before: Chosen) -> Chosen:
        """The decisions; a text that was written is meant in place of a column."""
        constants = {field: text for field in CONSTANTS if (text := " ".join((self[f"{field}_constant"].data or "").split()))}
        columns = {field: name for field in FIELDS if (name := self[f"{field}_column"].data) and field not in constants}
        return Chosen(columns, constants, self.sheet.data or None, before.move, before.make, before.lookalikes)


def _add_fields() -> None:
    """A column for every field, and a text for those that may be the same for all rows."""
    for field in FIELDS:
        column = SelectField(LABELS[field], default="", invalid_choice_message="Choose one of the file's columns.")
        setattr(ColumnsForm, f"{field}_column", column)
    for field in CONSTANTS:
        setattr(ColumnsForm, f"{field}_constant", StringField(f"{LABELS[field]}, of all rows", optional_text(120)))


_add_fields()


class OptionsForm(Form):
    """What may be done besides recording trainings."""

    move = BooleanField("Count these people where the file says they work")
    make = BooleanField("Make the missing programmes", description="They count towards no tier until you say which.")
    lookalikes = BooleanField(
        "These are not NHS numbers",
        description="Tick only if you have checked that they identify no patient. Your name is kept with this decision.",
    )

    def change(self, chosen: Chosen) -> Chosen:
        """The decisions with these in them."""
        return Chosen(
            chosen.columns, chosen.constants, chosen.sheet,
            move=bool(self.move.data), make=bool(self.make.data), lookalikes=bool(self.lookalikes.data),
        )  # fmt: skip
