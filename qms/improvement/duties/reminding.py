"""Mailing people what they are to do."""

import datetime as dt
from collections.abc import Callable, Sequence
from itertools import groupby
from typing import TypeVar

from sqlalchemy import update

from qms.improvement.duties.models import Duty
from qms.kernel.db import db
from qms.kernel.formats import count
from qms.kernel.letters.actions import post
from qms.people.models import Person

Kind = TypeVar("Kind", bound=Duty)
Letter = Callable[[Person, list[Kind]], tuple[str, str]]
"""Subject and body of the mail to somebody about these duties."""


def remind_owners(kind: type[Kind], waiting: Sequence[Kind], letter: Letter[Kind], *, noun: str, on: dt.date) -> str:
    """Mail each owner what waits, all in one mail, and note the day. `waiting` comes by owner, with its owners.
    Returns "3 tasks in 2 mails."."""
    reminded: list[int] = []
    mails = 0
    for _, group in groupby(waiting, key=lambda each: each.owner_id):
        theirs = list(group)
        owner = theirs[0].owner
        assert owner is not None  # noqa: S101  the query joins it; this tells the type checker
        subject, body = letter(owner, theirs)
        post(to=owner.email, subject=subject, body=body)
        mails += 1
        reminded += [each.id for each in theirs]
    if reminded:
        # Past the record's version: a reminder must not refuse the edit that somebody is making.
        told = update(kind).where(kind.id.in_(reminded)).values(reminded_on=on)
        db.session.execute(told, execution_options={"synchronize_session": False})
    return f"{count(len(reminded), noun)} in {count(mails, 'mail')}."
