"""Passwords: hashed with argon2id, never stored, never logged."""

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from flask import current_app

MIN_LENGTH = 12
MAX_LENGTH = 1000  # hashing takes as long as the text is long
# Known to everybody who reads the README: refused wherever the instance is not the demonstration.
DEMO_PASSWORD = "demo-only-password"  # noqa: S105  it is published on purpose


def _hasher() -> PasswordHasher:
    # The library's defaults follow RFC 9106; only the tests lower the cost.
    return PasswordHasher(**current_app.config.get("ARGON2", {}))


def hash_password(password: str) -> str:
    """The argon2id hash to store."""
    return _hasher().hash(password)


def verify(password_hash: str | None, password: str) -> bool:
    """Whether the password belongs to the hash. Takes as long for somebody without one, so that accounts can't be guessed."""
    hasher = _hasher()
    if password_hash is None:
        hasher.hash(password)  # the same work as a check
        return False
    try:
        return hasher.verify(password_hash, password)
    except (VerificationError, InvalidHashError):
        return False


def is_outdated(password_hash: str) -> bool:
    """Whether the hash was made with weaker parameters than today's, and should be made anew at the next sign-in."""
    return _hasher().check_needs_rehash(password_hash)


def objection(password: str) -> str | None:
    """Why a new password is refused, in words; None when it is good enough."""
    if len(password) < MIN_LENGTH:
        return f"Use {MIN_LENGTH} characters or more. Three random words work well."
    if len(password) > MAX_LENGTH:
        return f"Use {MAX_LENGTH:,} characters or fewer."
    if password == DEMO_PASSWORD:
        return "That is the demonstration's password, which everybody knows. Choose another."
    if len(set(password)) < 5:
        return "Use more different characters."
    return None
