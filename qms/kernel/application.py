"""The application itself, for what outlives a request or a command's context."""

from flask import Flask, current_app


def this_application() -> Flask:
    """What `current_app` stands for; the proxy means nothing in another thread or after the answer."""
    app: Flask = current_app._get_current_object()  # type: ignore[attr-defined]  # the proxy's own way to what it stands for
    return app
