"""Adding somebody to a team."""

from wtforms import StringField
from wtforms.validators import InputRequired

from qms.improvement.fields import ColleagueField
from qms.kernel.forms import Form, optional_text


class MemberForm(Form):
    """Who, and the part that they play."""

    member = ColleagueField("Who joins the team?", [InputRequired("Enter a name or an e-mail address.")])
    part = StringField("Their part", optional_text(80))
