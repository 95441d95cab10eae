"""The forms of the grid; its cells are read by `typed`."""

from wtforms import SelectField, StringField

from qms.golden_thread.metrics.fields import DayField
from qms.kernel.forms import Form, optional_text, select_choices

HOW_MANY = (6, 12, 24)


class ShownForm(Form):
    """Which periods the grid shows; sent by GET."""

    class Meta(Form.Meta):
        """It changes nothing, so it needs no token."""

        csrf = False

    periods = SelectField(
        "Periods", choices=select_choices((each, f"Last {each}") for each in HOW_MANY), default=str(HOW_MANY[0])
    )
    until = DayField("Up to (optional)", description="Leave empty for the latest.")

    @property
    def how_many(self) -> int:
        """Periods to show; the fewest where the address makes no sense."""
        return int(self.periods.data) if self.periods.data in {str(each) for each in HOW_MANY} else HOW_MANY[0]


class EntryForm(Form):
    """What goes with the figures."""

    reason = StringField(
        "Why do figures change? (optional)",
        optional_text(500),
        description="Kept with each figure that is replaced. Not needed for new ones.",
    )
