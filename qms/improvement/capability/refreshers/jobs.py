"""Telling people that what they learned wants refreshing."""

from itertools import groupby

from qms.improvement.capability.refreshers.actions import note_told
from qms.improvement.capability.refreshers.presenters import letter
from qms.improvement.capability.refreshers.queries import to_tell
from qms.kernel import clock
from qms.kernel.formats import count
from qms.kernel.letters.actions import post
from qms.people.queries import system_account


def remind_of_refreshers() -> str:
    """Mail everybody once, 60 days before, and once when it has run out, all of a day in one letter."""
    today, by = clock.today(), system_account()
    told = letters = 0
    for _, group in groupby(to_tell(today), key=lambda each: each.learner.person_id):
        theirs = list(group)
        person = theirs[0].learner.person
        assert person is not None  # noqa: S101  the query joins it; this tells the type checker
        subject, body = letter(person, theirs, today)
        post(to=person.email, subject=subject, body=body)
        note_told(theirs, on=today, by=by)
        told, letters = told + len(theirs), letters + 1
    return f"{count(told, 'refresher')} in {count(letters, 'letter')}."
