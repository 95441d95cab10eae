"""Forms of the calendar."""

import re
from collections.abc import Sequence
from typing import Any

from wtforms import BooleanField, Field, HiddenField, IntegerField, SelectField, StringField, TextAreaField, ValidationError
from wtforms.validators import InputRequired, NumberRange, Optional

from qms.improvement.collaboratives.calendar.wording import KIND_WORDS
from qms.improvement.collaboratives.models import CollaborativeEvent, CollaborativeTeam, EventKind
from qms.improvement.fields import DayField
from qms.kernel.forms import EditForm, Form, optional_text, required, select_choices

MOST_PEOPLE = 500
_PAIR = re.compile(r"[0-9]{1,9}:[0-9]{1,3}")


class EventForm(EditForm):
    """A learning session, an action period or a call; without a last day it is that of the first."""

    kind = SelectField("What is it?", choices=select_choices((kind.value, words) for kind, words in KIND_WORDS.items()))
    title = StringField("What is it called?", required("Enter what it is called.", longest=160))
    starts_on = DayField("From", [InputRequired("Enter the day.")])
    ends_on = DayField("To (optional)", [Optional()])
    place = StringField("Where? (optional)", optional_text(160))
    agenda = TextAreaField("Agenda (optional)", optional_text())

    def validate(self, extra_validators: Any = None) -> bool:
        """It does not end before it begins."""
        valid = super().validate(extra_validators)
        if self.starts_on.data and self.ends_on.data and self.ends_on.data < self.starts_on.data:
            self.ends_on.errors = ["This is before the first day. Enter a later day, or none."]
            return False
        return valid

    def fields(self) -> dict[str, Any]:
        """What was entered, for the action."""
        texts = {name: (self[name].data or "").strip() for name in ("title", "place", "agenda")}
        days = {"starts_on": self.starts_on.data, "ends_on": self.ends_on.data or self.starts_on.data}
        return texts | days | {"kind": EventKind(self.kind.data)}


class EventEditForm(EventForm):
    """The same with what was noted afterwards."""

    notes = TextAreaField("Notes of what was said (optional)", optional_text(20_000))
    has_storyboards = False

    def keep_session(self) -> None:
        """Let it stay a learning session: teams have written storyboards for it, which no other event shows."""
        self.has_storyboards = True

    def validate_kind(self, field: Field) -> None:
        """Storyboards are of learning sessions alone."""
        if self.has_storyboards and field.data != EventKind.LEARNING_SESSION.value:
            raise ValidationError("Teams have written storyboards for it, so it stays a learning session.")

    def fields(self) -> dict[str, Any]:
        """What was entered, for the action."""
        return super().fields() | {"notes": (self.notes.data or "").strip()}


class SeriesForm(Form):
    """The days of three learning sessions."""

    first = DayField("Learning session 1", [InputRequired("Enter the day of the first session.")])
    second = DayField("Learning session 2", [InputRequired("Enter the day of the second session.")])
    third = DayField("Learning session 3", [InputRequired("Enter the day of the third session.")])
    calls = BooleanField("With a call half-way through each action period", default=True)

    def validate(self, extra_validators: Any = None) -> bool:
        """Each session comes after the one before it."""
        valid = super().validate(extra_validators)
        for earlier, later in ((self.first, self.second), (self.second, self.third)):
            if earlier.data and later.data and later.data <= earlier.data:
                later.errors = ["This is not after the session before it. Enter a later day."]
                valid = False
        return valid


def event_data(event: CollaborativeEvent) -> dict[str, Any]:
    """The event's values as the form shows them."""
    plain = ("title", "starts_on", "ends_on", "place", "agenda", "notes")
    return {name: getattr(event, name) for name in plain} | {"version": str(event.version), "kind": event.kind.value}


def attendance_form(teams: Sequence[CollaborativeTeam], came: dict[int, int]) -> Form:
    """A form with a number for each team; empty where nobody has said."""
    number = NumberRange(0, MOST_PEOPLE, f"Enter a number from 0 to {MOST_PEOPLE}.")
    fields: dict[str, Any] = {
        field_name(each): IntegerField(f"{each.project.unit.name}: {each.project.title}", [Optional(), number])
        for each in teams
    }
    fields["shown"] = HiddenField()
    kind: type[Form] = type("AttendanceForm", (Form,), fields)
    as_shown = ",".join(f"{team_id}:{people}" for team_id, people in sorted(came.items()))
    return kind(data={field_name(each): came.get(each.id) for each in teams} | {"shown": as_shown})


def as_shown(form: Form) -> dict[int, int | None]:
    """What the page showed when it was opened, by the team's id; what cannot be read was shown as nothing."""
    pairs = (pair.split(":") for pair in (form["shown"].data or "").split(",") if _PAIR.fullmatch(pair))
    return {int(team_id): int(people) for team_id, people in pairs}


def field_name(team: CollaborativeTeam) -> str:
    """The name of the team's field."""
    return f"team_{team.id}"
