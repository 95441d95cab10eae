"""The form of an agreed action."""

from typing import Any

from wtforms import Field, StringField, ValidationError
from wtforms.validators import Optional

from qms.improvement.conversation.queries import sees
from qms.improvement.fields import ColleagueField, DayField, colleague_label
from qms.improvement.impact.models import AgreedAction, ImpactEntry
from qms.kernel.forms import EditForm, optional_text, required


class AgreedActionForm(EditForm):
    """What, who, by when."""

    what = StringField("What was agreed?", required("Say what was agreed.", longest=200))
    owner = ColleagueField("Who does it?", [Optional()])
    outside = StringField("Or who does it outside?", optional_text(160))
    due_on = DayField("By when?", [Optional()])

    def about(self, entry: ImpactEntry) -> "AgreedActionForm":
        """Let nobody be named who cannot open this entry."""
        self._entry = entry
        return self

    def validate_owner(self, field: Field) -> None:
        """Whoever is named can open the page."""
        named, project = field.person, self._entry.project
        if named is not None and project is not None and not sees(named, project):
            raise ValidationError(f"{named.name} cannot open this project while it is its team’s alone. Add them first.")

    def validate_outside(self, field: Field) -> None:
        """One owner, not two."""
        if (field.data or "").strip() and (self.owner.data or "").strip():
            raise ValidationError("Name one owner: somebody with an account above, or somebody outside here.")


def agreed_data(action: AgreedAction) -> dict[str, Any]:
    """The action's values as the form shows them."""
    return {
        "version": str(action.version),
        "what": action.what,
        "owner": colleague_label(action.owner),
        "outside": action.outside,
        "due_on": action.due_on,
    }


def agreed_fields(form: AgreedActionForm) -> dict[str, Any]:
    """What was typed, as the actions take it."""
    return {
        "what": form.what.data or "",
        "owner": form.owner.person,
        "outside": form.outside.data or "",
        "due_on": form.due_on.data,
    }
