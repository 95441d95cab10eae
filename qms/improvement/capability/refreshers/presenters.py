"""Refreshers in words."""

import datetime as dt
from collections.abc import Sequence

from qms.improvement.capability.models import Training
from qms.kernel.formats import count, day
from qms.people.links.addresses import whole_address
from qms.people.models import Person


def line(training: Training, today: dt.date) -> str:
    """'QSIR Practitioner, completed on 2 March 2024: to be refreshed by 2 March 2027.'"""
    by = training.refresh_by
    assert by is not None  # noqa: S101  only trainings to refresh come here; this tells the type checker
    when = f"has run out since {day(by)}" if by <= today else f"to be refreshed by {day(by)}"
    return f"{training.programme.name}, completed on {day(training.completed_on)}: {when}"


def sentence(trainings: Sequence[Training]) -> str:
    """One's own refreshers in a sentence."""
    if not trainings:
        return "None of your trainings wants refreshing now."
    return f"{count(len(trainings), 'training')} of yours {'wants' if len(trainings) == 1 else 'want'} refreshing."


def letter(person: Person, trainings: Sequence[Training], today: dt.date) -> tuple[str, str]:
    """Subject and body of the mail to somebody about what wants refreshing."""
    lines = [f"- {line(each, today)}" for each in trainings]
    where = whole_address("improvement.refreshers")
    said = "You are told once before the day and once when it has passed. Where you end these mails:"
    body = "\n".join([f"Dear {person.name},", "", "this wants refreshing:", "", *lines, "", said, where])
    return f"{count(len(trainings), 'training')} to refresh", body
