"""Benefits as a part of the project's page."""

import datetime as dt
from typing import Any

from qms.improvement.benefits.forms import BenefitForm
from qms.improvement.benefits.presenters import benefit_views
from qms.improvement.benefits.queries import benefits_of
from qms.improvement.benefits.wording import CAUTION
from qms.improvement.evidence.queries import trials_of
from qms.improvement.projects.models import Project
from qms.kernel import clock
from qms.people.models import Person
from qms.people.roles import Permission


def content(project: Project, reader: Person) -> dict[str, Any]:
    """What the project claims to be worth, what was confirmed, and the form that claims more."""
    return {
        "benefits": benefit_views(benefits_of(project.id)),
        "caution": CAUTION,
        "may_check": reader.can(Permission.CONFIRM_BENEFITS, project.unit),
        "forms": {"benefit": BenefitForm(formdata=None, starts_on=_usual_start(project))},
    }


def _usual_start(project: Project) -> dt.date:
    """The day from which the measures are compared, or the project's first; a benefit seldom comes before the change."""
    trials = trials_of([project.id]).get(project.id)
    return (trials and trials.change_on) or project.started_on or clock.today()
