"""Files that nobody finished, let go after a week: they name people."""

import datetime as dt

from sqlalchemy import select

from qms.improvement.capability.imports.actions import discard
from qms.improvement.capability.models import ImportState, TrainingImport
from qms.kernel import clock
from qms.kernel.db import db
from qms.kernel.formats import count
from qms.people.queries import system_account

KEPT_FOR = dt.timedelta(days=7)


def tidy_training_imports() -> str:
    """Let go of files that have waited for a week."""
    old = select(TrainingImport).where(
        TrainingImport.state == ImportState.WAITING, TrainingImport.created_at < clock.now() - KEPT_FOR
    )
    found, by = list(db.session.execute(old).scalars()), system_account()
    for each in found:
        discard(each, by=by)
    return f"{count(len(found), 'file')} of training records let go."
