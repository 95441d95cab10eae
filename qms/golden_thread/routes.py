"""The routes that the golden thread adds to the application."""

from flask import Flask

from qms.golden_thread.metrics import views as metrics_views


def add_routes(app: Flask) -> None:
    """Add the home page, metrics, objectives and the board."""
    metrics_views.add_routes(app)
