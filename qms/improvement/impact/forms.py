"""Forms of the impact log: one for each kind, made from what the kind asks for."""

import re
from collections.abc import Callable, Mapping
from functools import cache, partial
from typing import Any

from flask_wtf.file import FileField, MultipleFileField
from wtforms import Field, SelectField, StringField, TextAreaField, ValidationError
from wtforms.fields.core import UnboundField
from wtforms.validators import InputRequired, Length

from qms.improvement.fields import DayField, NumberField
from qms.improvement.files.forms import LIMITS, WithFiles
from qms.improvement.impact.actions import field_names
from qms.improvement.impact.attached.actions import MOST_OF_A_UNIT
from qms.improvement.impact.attached.queries import total_size
from qms.improvement.impact.kinds import KINDS, SCORES, STATUSES, Ask
from qms.improvement.impact.models import ImpactEntry, ImpactKind, PublicationStatus
from qms.improvement.impact.queries import collaboratives_offered, files_offered
from qms.improvement.progress.forms import not_to_come
from qms.improvement.projects.choices import objective_choices
from qms.kernel.forms import EditForm, Form, optional_text, required, select_choices
from qms.kernel.screening import find_nhs_numbers
from qms.organisation.models import Unit

REMINDER = "No patient is named here: groups, organisations and roles say enough."
MOST_PEOPLE = 1_000_000
_DOI = re.compile(r"\b10\.\d{4,9}/\S+")


class WithOneFile(EditForm, WithFiles):
    """A form of a project's entry: a photo or document may come with it, which is then kept with the project's files."""

    most = "A cutting, the poster, the notes. 15 MB at most. May be empty."

    def validate(self, extra_validators: Any = None) -> bool:
        """One file shows an entry, not two."""
        valid = super().validate(extra_validators)
        if len(self.prepared) > 1:
            self.chosen.errors = ["Choose one: a photo or a file. Others can be added under Files."]
            return False
        return valid


class WithItsFiles(EditForm, WithFiles):
    """A form of an entry of a unit alone: its photos and documents are kept with the entry itself."""

    def of_unit(self, unit: Unit) -> Any:
        """Let files be kept with this unit's entries."""
        self._unit = unit
        return self

    def _full(self, more: int) -> str:
        """As its base says it, of the unit."""
        if total_size(self._unit.id) + more <= MOST_OF_A_UNIT:
            return ""
        most = MOST_OF_A_UNIT // 1024 // 1024
        return f"The files of this unit’s own entries are larger than {most:,} MB together. Remove some first."


class RemoveForm(Form):
    """Nothing but the answer yes."""


def form_for(entry: ImpactEntry, **options: Any) -> Any:
    """The form of an entry of this kind, which need not be stored yet; its choices are those of its project or unit."""
    form = _form_class(entry.kind, entry.project_id is not None)(**options)
    if entry.project_id:
        form.of(entry.project)
        files = [(each.id, each.about or each.name) for each in files_offered(entry.project_id, entry.file_id)]
        form.file_id.choices = select_choices([(0, "No file"), *files])
    else:
        form.of_unit(entry.unit)
        form.objective_id.choices = select_choices(objective_choices(entry.unit, entry.objective))
        running = collaboratives_offered(entry.collaborative)
        form.collaborative_id.choices = select_choices([(0, "No collaborative"), *running])
    return form


def entry_data(entry: ImpactEntry) -> dict[str, Any]:
    """The entry's values as its form shows them."""
    data = {name: getattr(entry, name) for name in field_names(entry)}
    if entry.kind is ImpactKind.PUBLICATION:
        data["status"] = entry.status.value if entry.status else PublicationStatus.SUBMITTED.value
    return data | {name: data[name] or 0 for name in _NUMBERED if name in data} | {"version": str(entry.version)}


TAKEN_OVER = ("title", "who", "venue", "place", "method", "objective_id", "collaborative_id")
"""What the next meeting or talk of a row has from the last one. What came of it is written anew."""


def copied(like: ImpactEntry, begun: ImpactEntry) -> dict[str, Any]:
    """What the form of a new entry shows at first where it is to be like another."""
    data, names = entry_data(like), set(field_names(like)) & set(field_names(begun))
    return {name: data[name] for name in TAKEN_OVER if name in names}


def entry_fields(form: Any, entry: ImpactEntry) -> dict[str, Any]:
    """What was typed, as the actions take it."""
    typed = {name: form[name].data for name in field_names(entry)}
    found = {name: value.strip() if isinstance(value, str) else value for name, value in typed.items()}
    found |= {name: found[name] or None for name in _NUMBERED if name in found}
    if "people" in found:
        found["people"] = None if found["people"] is None else int(found["people"])
    if "status" in found:
        found["status"] = PublicationStatus(found["status"])
    return {name: "" if value is None and name in _TEXTS else value for name, value in found.items()}


@cache
def _form_class(kind: ImpactKind, of_project: bool) -> type[EditForm]:
    """The fields in the order in which the page shows them, which is that of the refusals too."""
    words = KINDS[kind]
    fields: dict[str, Any] = {"title": _text(words.title, 200), "happened_on": _day(words.when, not_to_come)}
    fields |= {name: _FIELDS[name](ask) for name, ask in words.asks.items()}
    fields["link"] = _text(Ask("Where can it be seen?", "A link, as text. May be empty."), 500)
    if of_project:
        fields["photo"] = FileField("Take a photo of it", render_kw=LIMITS)
        fields["chosen"] = FileField("Add a photo or a file that shows it", render_kw=LIMITS)
        hint = "One of this project’s files. A photo or a file that you add here takes its place."
        fields["file_id"] = SelectField("Or which file shows it already?", coerce=int, default=0, description=hint)
    else:
        fields["objective_id"] = SelectField("Which objective does it serve?", coerce=int, default=0)
        fields["collaborative_id"] = SelectField("Does it belong to a collaborative?", coerce=int, default=0)
        fields["photo"] = FileField("Take a photo of it", render_kw=LIMITS)
        fields["chosen"] = MultipleFileField("Add photos or files that show it", render_kw=LIMITS)
    return type("ImpactForm", (WithOneFile if of_project else WithItsFiles,), fields)


def _text(ask: Ask, longest: int) -> UnboundField:
    return StringField(ask.label, _checks(ask, longest), description=ask.hint)


def _lines(ask: Ask) -> UnboundField:
    return TextAreaField(ask.label, _checks(ask, 5000), description=ask.hint)


def _checks(ask: Ask, longest: int) -> list[Any]:
    return required(ask.needed, longest=longest) if ask.needed else optional_text(longest)


def _day(ask: Ask, *checks: Any) -> UnboundField:
    needed = [InputRequired("Enter the date."), *checks] if checks else []
    return DayField(ask.label, needed, description=ask.hint)


def _reference(ask: Ask) -> UnboundField:
    checks = [Length(max=300, message="Use 300 characters or fewer."), _screened_but_for_its_doi]
    return StringField(ask.label, checks, description=ask.hint)


def _people(ask: Ask) -> UnboundField:
    return NumberField(ask.label, [_whole], description=ask.hint)


def _one_of(choices: Mapping[Any, str], ask: Ask, coerce: Callable[[Any], Any] = str) -> UnboundField:
    return SelectField(ask.label, choices=select_choices(choices.items()), coerce=coerce, description=ask.hint)


def _screened_but_for_its_doi(form: Any, field: Field) -> None:
    """As other texts; but digits of a DOI may look like an NHS number by chance and are none."""
    if found := find_nhs_numbers(_DOI.sub(" ", field.data or "")):
        raise ValidationError(f"“{found[0]}” looks like an NHS number. Remove anything that could identify a patient.")


def _whole(form: Any, field: Field) -> None:
    """A number of people."""
    if field.data is not None and (not 1 <= field.data <= MOST_PEOPLE or field.data % 1):
        raise ValidationError("Enter a whole number of people, such as 40.")


_FIELDS: Mapping[str, Callable[[Ask], UnboundField]] = {
    "who": partial(_text, longest=300),
    "venue": partial(_text, longest=200),
    "place": partial(_text, longest=160),
    "reach": partial(_text, longest=160),
    "method": partial(_text, longest=200),
    "reference": _reference,
    "said": _lines,
    "changed": _lines,
    "evaluation": _lines,
    "people": _people,
    "status": partial(_one_of, STATUSES),
    "score": partial(_one_of, {0: "Not said yet"} | SCORES, coerce=int),
    "effective_on": _day,
}
_NUMBERED = ("file_id", "objective_id", "collaborative_id", "score")  # where a choice of 0 stands for none
_TEXTS = {"title", "link", "who", "venue", "place", "reach", "method", "reference", "said", "changed", "evaluation"}
