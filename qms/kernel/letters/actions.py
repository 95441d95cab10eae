"""Writes of the outbox. Whoever stores the fact records it in the audit; a letter is no fact of its own."""

import datetime as dt

from sqlalchemy import delete, update

from qms.kernel import clock
from qms.kernel.db import db
from qms.kernel.letters.models import LONGEST_ERROR, LONGEST_SUBJECT, Letter
from qms.kernel.letters.queries import Due
from qms.kernel.mail import one_line

WAITS = tuple(dt.timedelta(minutes=each) for each in (5, 15, 60, 4 * 60, 12 * 60, 24 * 60, 24 * 60))
"""After each failed try, how long until the next; after the last wait one more try is made."""
MOST_TRIES = len(WAITS) + 1
STALE = dt.timedelta(days=7)
"""A letter that has waited longer is news no more: of a backup that was restored, or of a scheduler that stood still."""
KEPT = dt.timedelta(days=30)


def post(*, to: str, subject: str, body: str) -> Letter:
    """Put a letter into the outbox, in the caller's transaction: it leaves if, and only if, that is committed."""
    letter = Letter(to=to, subject=one_line(subject, LONGEST_SUBJECT), body=body)
    db.session.add(letter)
    db.session.flush()
    return letter


def claim(letter: Due, *, now: dt.datetime) -> bool:
    """Take a letter for one try; False where another worker has taken it since it was read.

    Counting the try and naming the time of the next is one UPDATE, which only the first of two workers finds rows for on
    either database. Should this worker die before it says what came of it, the next try is made all the same."""
    wait = WAITS[min(letter.attempts, len(WAITS) - 1)]
    taken = (
        update(Letter)
        .where(Letter.id == letter.id, Letter.attempts == letter.attempts, Letter.next_try_at <= now)
        .values(attempts=letter.attempts + 1, next_try_at=now + wait)
    )
    return _rows(taken) == 1


def note_sent(letter: Due) -> None:
    """It left; its text is kept no longer than it is needed."""
    _rows(update(Letter).where(Letter.id == letter.id).values(sent_at=clock.now(), next_try_at=None, body="", last_error=""))


def note_failed(letter: Due, *, error: str, for_good: bool = False) -> bool:
    """It did not leave; whether that was the last try. `for_good`: no other try can end otherwise."""
    over = for_good or letter.attempts + 1 >= MOST_TRIES
    said = {"last_error": one_line(error, LONGEST_ERROR)}
    _rows(update(Letter).where(Letter.id == letter.id).values(**said | ({"next_try_at": None} if over else {})))
    return over


def give_up_stale(now: dt.datetime) -> int:
    """Try no more what has waited too long; how many."""
    stale = update(Letter).where(Letter.next_try_at.is_not(None), Letter.queued_at < now - STALE)
    return _rows(stale.values(next_try_at=None, last_error=f"It waited longer than {STALE.days} days."))


def try_again() -> int:
    """Let everything that was given up be tried from the beginning; how many."""
    given_up = update(Letter).where(Letter.next_try_at.is_(None), Letter.sent_at.is_(None))
    return _rows(given_up.values(next_try_at=clock.now(), queued_at=clock.now(), attempts=0))


def purge(now: dt.datetime) -> int:
    """Forget letters that are a month old, whatever became of them; how many."""
    return _rows(delete(Letter).where(Letter.queued_at < now - KEPT))


def _rows(statement: object) -> int:
    done = db.session.execute(statement, execution_options={"synchronize_session": False})  # type: ignore[call-overload]
    return int(done.rowcount)
