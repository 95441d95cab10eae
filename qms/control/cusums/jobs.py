"""The monthly round: every sequence is brought up to date, and owners hear of limits that were reached."""

from qms.control.cusums import queries
from qms.control.cusums.models import OutcomeSignal, Side
from qms.control.cusums.watching import bring_up_to_date
from qms.kernel import audit, clock
from qms.kernel.db import db
from qms.kernel.formats import count, day
from qms.kernel.letters.actions import post
from qms.people.links.addresses import whole_address
from qms.people.queries import system_account

TOLD = audit.declare("outcome-signal.owner-told", "to")


def update_cusums() -> str:
    """Bring every sequence that is followed up to date, and mail each owner the new signals, once each."""
    sequences = list(db.session.execute(queries.open_sequences()).scalars())
    told = 0
    for one in sequences:
        for signal in bring_up_to_date(one):
            if signal.told_at is None and one.owner.active:
                _tell(signal)
                told += 1
    return f"{count(len(sequences), 'sequence')} up to date, {count(told, 'new signal')} mailed."


def _tell(signal: OutcomeSignal) -> None:
    """Mail the owner."""
    one, owner = signal.sequence, signal.sequence.owner
    worse = signal.side is Side.WORSE
    often = "more" if worse else "fewer"
    ask = (
        "Please look for the cause and write it down."
        if worse
        else "Please write down what made it better, so that it is kept."
    )
    body = "\n".join(
        [
            f"Dear {owner.name},",
            "",
            f"{one.name}, {one.unit.name}: {often} events than expected since {day(signal.began_on)}.",
            f"The limit was reached with the case of {day(signal.crossed_on)}.",
            "",
            f"{ask} The chart begins again once you have:",
            whole_address("control.cusum", sequence_id=one.id),
        ]
    )
    post(to=owner.email, subject=f"{one.name}: {often} events than expected", body=body)
    signal.told_at = clock.now()
    audit.record(TOLD, by=system_account(), subject_id=signal.id, to=owner.id)
