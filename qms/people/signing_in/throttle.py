"""Failed sign-ins counted per account and per address, in our own table, so that every process sees the same count."""

import datetime as dt
import ipaddress

from sqlalchemy import ColumnElement, delete, func, select

from qms.kernel import clock
from qms.kernel.db import db
from qms.people.models import SignInAttempt

WINDOW = dt.timedelta(minutes=15)
# An address stands for a whole ward behind one gateway, so it is allowed more.
MOST_PER_ACCOUNT = 5
MOST_PER_ADDRESS = 30


def source(address: str | None) -> str:
    """The address to count by: an IPv6 network of /64, since one household or host holds all of it; "" where unknown."""
    try:
        parsed = ipaddress.ip_address(address or "")
    except ValueError:
        return ""
    return str(parsed) if parsed.version == 4 else str(ipaddress.ip_network((parsed, 64), strict=False))


def is_exhausted(email: str, address: str) -> bool:
    """Whether this account or this address has failed too often within the window.

    Requests that are checked at the very same moment may each see the count before the others: the excess is bounded by
    the number of the server's threads."""
    return (
        _failures(SignInAttempt.email == email) >= MOST_PER_ACCOUNT
        or _failures(SignInAttempt.address == address) >= MOST_PER_ADDRESS
    )


def _failures(which: ColumnElement[bool]) -> int:
    statement = select(func.count()).select_from(SignInAttempt).where(which, SignInAttempt.at > clock.now() - WINDOW)
    return db.session.scalar(statement) or 0


def note_failure(email: str, address: str) -> None:
    """Count one failure, and forget those that no longer matter."""
    db.session.execute(delete(SignInAttempt).where(SignInAttempt.at <= clock.now() - WINDOW))
    db.session.add(SignInAttempt(email=email, address=address))
    db.session.flush()


def forget(email: str) -> None:
    """Drop the failures of an account whose owner has proved to be its owner."""
    db.session.execute(delete(SignInAttempt).where(SignInAttempt.email == email))
