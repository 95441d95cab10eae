"""The form of the organisation's settings."""

from wtforms import HiddenField, StringField

from qms.golden_thread.metrics.chart_words import RULES
from qms.golden_thread.metrics.fields import ChoiceField
from qms.golden_thread.settings.actions import NOBODY
from qms.kernel.forms import Form, required
from qms.kernel.settings import BY_SPONSOR

APPROVALS = {
    NOBODY: "Nobody: a project begins when its team begins it",
    BY_SPONSOR: "Its sponsor, before testing begins",
}


class ApprovalForm(Form):
    """Whether projects wait for a sponsor."""

    approval = ChoiceField(
        "Who approves improvement projects?", words=APPROVALS, otherwise="Choose who approves projects.",
        description="A sponsor approves, asks for changes or declines, and the team is told why. What has begun goes on.",
    )  # fmt: skip


class SettingsForm(Form):
    """`shown_…`: what the page showed, so that two administrators at once notice each other."""

    name = StringField(
        "Name of the organisation",
        required("Enter the name of the organisation.", 120),
        description="Stands in the header of every page and in letters.",
    )
    rules = ChoiceField(
        "Rules for special causes", words=RULES, otherwise="Choose the rules that charts are judged by.",
        description="For every control chart whose metric names no rules of its own. Each chart says which rules it used.",
    )  # fmt: skip
    shown_name = HiddenField()
    shown_rules = HiddenField()
