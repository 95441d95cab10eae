"""The few routes that the people's layer adds to the application."""

from flask import Flask

from qms.people.health import healthz


def add_routes(app: Flask) -> None:
    """Add sign-in, accounts and the administrators' pages."""
    app.add_url_rule("/healthz", view_func=healthz)
