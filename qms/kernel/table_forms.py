"""Forms of a table that somebody brings: the file or the paste, what its columns are, what only looks like an NHS number."""

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from flask_wtf.file import FileField
from wtforms import BooleanField, HiddenField, SelectField, TextAreaField

from qms.kernel.forms import Form, select_choices

NO_COLUMN = "Not a column"


class TableForm(Form):
    """A file or a paste, not both. `most`: bytes of a file; `noun`: what is pasted, such as a table or a list."""

    file = FileField("File")
    pasted = TextAreaField("Or paste from Excel", render_kw={"spellcheck": "false"})

    most: ClassVar[int]
    noun: ClassVar[str] = "table"
    file_hint: ClassVar[str]
    paste_hint: ClassVar[str]

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.file.description, self.pasted.description = self.file_hint, self.paste_hint
        advice = f"The most is {self.most // 1_000_000} MB: split it by year, or remove columns that are not needed."
        self.file.render_kw = {"data-most": self.most, "data-advice": advice}

    def validate(self, extra_validators: Any = None) -> bool:
        """One of file and paste, not both."""
        valid = super().validate(extra_validators)
        has_file, has_paste = bool(self.file.data), bool((self.pasted.data or "").strip())
        if has_file and has_paste:
            self.file.errors = [f"Choose a file or paste a {self.noun}, not both."]
        elif not (has_file or has_paste):
            self.file.errors = [f"Choose a file, or paste a {self.noun} below."]
        return valid and has_file != has_paste

    def content(self) -> tuple[str, bytes]:
        """(name, bytes) of what was given."""
        if self.file.data:
            # One byte beyond the limit is enough to refuse it.
            return self.file.data.filename or "File", self.file.data.stream.read(self.most + 1)
        return f"Pasted {self.noun}", (self.pasted.data or "").encode()

    def refuse(self, error: Exception) -> None:
        """Say what is wrong beside what was given."""
        (self.file if self.file.data else self.pasted).errors = [str(error)]


class MappingForm(Form):
    """How columns are read: for each of `names` a column, or something written in place of one.

    `written`: a kind of writing, such as "constants", to the ending of its fields and the names that may have one. A subclass
    has the fields `{name}_column` and `{name}_{ending}`.
    """

    sheet = HiddenField()

    names: ClassVar[Sequence[str]]
    written: ClassVar[Mapping[str, tuple[str, Sequence[str]]]]

    def offer(self, columns: Sequence[str]) -> None:
        """The columns to choose from."""
        for name in self.names:
            self[f"{name}_column"].choices = select_choices([("", NO_COLUMN), *((each, each) for each in columns)])

    def fill(self, reading: Mapping[str, Mapping[str, str]]) -> None:
        """Show what was guessed, remembered or chosen before."""
        for name, column in reading.get("columns", {}).items():
            if column in {choice.value for choice in self[f"{name}_column"].choices}:
                self[f"{name}_column"].data = column
        for kind, (ending, _) in self.written.items():
            for name, text in reading.get(kind, {}).items():
                self[f"{name}_{ending}"].data = text

    def reading(self) -> dict[str, Any]:
        """What is said, by kind, each by name; a text that was written is meant in place of a column."""
        written = {
            kind: {name: text for name in names if (text := " ".join((self[f"{name}_{ending}"].data or "").split()))}
            for kind, (ending, names) in self.written.items()
        }
        instead = {name for texts in written.values() for name in texts}
        columns = {name: said for name in self.names if (said := self[f"{name}_column"].data) and name not in instead}
        return {"columns": columns, **written}


def column_field(label: str) -> SelectField:
    """One of the table's columns, or none."""
    return SelectField(label, default="", invalid_choice_message="Choose one of the file's columns.")


def lookalikes_field() -> BooleanField:
    """Somebody says that what looks like an NHS number is something else."""
    return BooleanField(
        "These are not NHS numbers",
        description="Tick only if you have checked that they identify no patient. Your name is kept with this decision.",
    )
