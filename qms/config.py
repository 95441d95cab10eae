"""Configuration from the environment, checked once at start with errors that say the remedy."""

import os
import secrets
from collections.abc import Mapping
from pathlib import Path
from typing import Any


class ConfigError(Exception):
    """A setting cannot be used; the message names it and the remedy."""


def instance_folder(environ: Mapping[str, str]) -> Path:
    """The folder of the embedded database, uploads and keys; made when absent."""
    folder = Path(environ.get("QMS_INSTANCE", "instance")).resolve()
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ConfigError(f"QMS_INSTANCE={folder} cannot be created: {error.strerror}.") from error
    if not os.access(folder, os.W_OK):
        raise ConfigError(f"QMS_INSTANCE={folder} is not writable. Choose a folder that this account may write to.")
    return folder


def _secret_key(environ: Mapping[str, str], folder: Path) -> str:
    if key := environ.get("SECRET_KEY"):
        if len(key) < 32:
            raise ConfigError("SECRET_KEY is shorter than 32 characters. Leave it unset to have one made and kept.")
        return key
    path = folder / "secret_key"
    if not path.exists():
        # os.open with 0600 from the start: a key must never be readable by others, even for a moment.
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.write(secrets.token_urlsafe(48))
    return path.read_text().strip()


def _database_url(environ: Mapping[str, str], folder: Path) -> str:
    url = environ.get("DATABASE_URL")
    if not url:
        return f"sqlite:///{folder / 'qms.sqlite'}"
    for prefix in ("postgresql://", "postgres://"):
        if url.startswith(prefix):
            return "postgresql+psycopg://" + url.removeprefix(prefix)
    if url.startswith(("sqlite:///", "postgresql+psycopg://")):
        return url
    raise ConfigError("DATABASE_URL must start with sqlite:/// or postgresql://.")


def _whole_number(environ: Mapping[str, str], name: str, default: int, *, least: int = 1, most: int = 65535) -> int:
    text = environ.get(name, str(default))
    if not (text.isascii() and text.isdigit()) or not least <= int(text) <= most:
        raise ConfigError(f"{name}={text} is not a number from {least} to {most}.")
    return int(text)


def from_environment(environ: Mapping[str, str] | None = None) -> dict[str, Any]:
    """The application's settings as Flask wants them.

    Raises ConfigError where a setting cannot be used."""
    environ = os.environ if environ is None else environ
    folder = instance_folder(environ)
    return {
        "INSTANCE": folder,
        "SECRET_KEY": _secret_key(environ, folder),
        "SQLALCHEMY_DATABASE_URI": _database_url(environ, folder),
        "PORT": _whole_number(environ, "PORT", 5000),
        "ORGANISATION_NAME": environ.get("QMS_ORGANISATION", ""),
        "BASE_URL": environ.get("QMS_BASE_URL", "").rstrip("/"),
        "TRUSTED_PROXIES": _whole_number(environ, "QMS_TRUSTED_PROXIES", 0, least=0, most=5),
        "SMTP_HOST": environ.get("SMTP_HOST", ""),
        "SMTP_PORT": _whole_number(environ, "SMTP_PORT", 25),
        "SMTP_USER": environ.get("SMTP_USER", ""),
        "SMTP_PASSWORD": environ.get("SMTP_PASSWORD", ""),
        "SMTP_STARTTLS": environ.get("SMTP_STARTTLS", "") == "1",
        "MAIL_FROM": environ.get("MAIL_FROM", "qms@localhost"),
        "MAX_CONTENT_LENGTH": 24 * 1024 * 1024,
        "MAX_FORM_MEMORY_SIZE": 24 * 1024 * 1024,  # pasted tables arrive as a form field
        "SESSION_COOKIE_HTTPONLY": True,
        "SESSION_COOKIE_SAMESITE": "Lax",
        # http on a laptop; https in a trust, told by its public address
        "SESSION_COOKIE_SECURE": environ.get("QMS_BASE_URL", "").startswith("https://"),
        "PERMANENT_SESSION_LIFETIME": 12 * 60 * 60,
        # An answer still on its way when somebody signs out would otherwise bring the cookie, and the person, back.
        "SESSION_REFRESH_EACH_REQUEST": False,
        "WTF_CSRF_TIME_LIMIT": None,  # a ward page stays open all shift; the token still dies with the session
    }
