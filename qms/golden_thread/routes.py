"""The routes that the golden thread adds to the application."""

from flask import Flask


def add_routes(app: Flask) -> None:
    """Add the home page, metrics, objectives and the board."""
