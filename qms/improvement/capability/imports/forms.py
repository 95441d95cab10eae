"""The forms of a file: the file, its columns, what may be made."""

from dataclasses import replace

from wtforms import BooleanField, StringField

from qms.improvement.capability.imports.choosing import CONSTANTS, FIELDS, LABELS, Chosen
from qms.improvement.capability.imports.opening import MAX_BYTES
from qms.kernel.forms import Form, optional_text
from qms.kernel.table_forms import MappingForm, TableForm, column_field, lookalikes_field


class ChooseForm(TableForm):
    """A file or a pasted list."""

    most = MAX_BYTES
    noun = "list"
    file_hint = "CSV or Excel, up to 5 MB, as the learning system exports it."
    paste_hint = "Copy the cells with their header row and paste them here. Names alone are enough for one course."


class ColumnsForm(MappingForm):
    """How the columns are read: for each field a column, or a text for all rows."""

    names = FIELDS
    written = {"constants": ("constant", CONSTANTS)}

    def chosen(self, before: Chosen) -> Chosen:
        """The decisions; what was taken over from another file has now been looked at."""
        return replace(before, **self.reading(), sheet=self.sheet.data or None, remembered=False)


def _add_fields() -> None:
    """A column for every field, and a text for those that may be the same for all rows."""
    for field in FIELDS:
        setattr(ColumnsForm, f"{field}_column", column_field(LABELS[field]))
    for field in CONSTANTS:
        setattr(ColumnsForm, f"{field}_constant", StringField(f"{LABELS[field]}, of all rows", optional_text(120)))


_add_fields()


class OptionsForm(Form):
    """What may be done besides recording trainings."""

    move = BooleanField("Count these people where the file says they work")
    make = BooleanField("Make the missing programmes", description="They count towards no tier until you say which.")
    lookalikes = lookalikes_field()

    def change(self, chosen: Chosen) -> Chosen:
        """The decisions with these in them."""
        move, make, lookalikes = (bool(self[name].data) for name in ("move", "make", "lookalikes"))
        return replace(chosen, move=move, make=make, lookalikes=lookalikes, remembered=False)
