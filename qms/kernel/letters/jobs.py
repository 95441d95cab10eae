"""The postman: the one place, but for links with which somebody signs in, where this application speaks to a mail server."""

import logging

from qms.kernel import clock, mail
from qms.kernel.db import db
from qms.kernel.formats import count
from qms.kernel.letters import actions, queries
from qms.kernel.letters.queries import Due

BATCH = 200  # letters in one run
ENOUGH = 3  # failures of the server, one after another, after which the rest wait for the next run

log = logging.getLogger(__name__)


def send_letters() -> str:
    """Send what is due, each letter outside any transaction and each outcome stored in a short one of its own, so that a slow
    mail server holds up nobody's saving.

    A letter is never sent twice by two workers. Should the machine stop between the server's word that it has a letter and
    our note of it, it is sent again under the same Message-ID, by which mail servers know it."""
    now = clock.now()
    stale = actions.give_up_stale(now)
    actions.purge(now)
    batch = queries.due(now, most=BATCH)
    db.session.commit()
    sent = failed = in_a_row = 0
    for letter in batch:
        taken = actions.claim(letter, now=clock.now())
        db.session.commit()
        if not taken:
            continue
        fault = mail.fault_in_sending(to=letter.to, subject=letter.subject, body=letter.body, message_id=_name(letter))
        _note(letter, fault)
        db.session.commit()
        sent, failed = sent + (fault is None), failed + (fault is not None)
        in_a_row = in_a_row + 1 if fault and fault.is_the_servers else 0
        if in_a_row == ENOUGH:
            break
    told = f"{count(sent, 'letter')} sent, {failed:,} failed."
    return f"{told} {stale:,} too old to send." if stale else told


def _note(letter: Due, fault: mail.Fault | None) -> None:
    if fault is None:
        actions.note_sent(letter)
    elif actions.note_failed(letter, error=fault.words, for_good=fault.is_the_letters):
        log.error("“%s” to %s is not tried again: %s", letter.subject, letter.to, fault.words)


def _name(letter: Due) -> str:
    """The same for every try."""
    return f"letter-{letter.id}-{letter.queued_at:%Y%m%d%H%M%S}"
