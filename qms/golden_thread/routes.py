"""The routes that the golden thread adds to the application."""

from flask import Flask

from qms.golden_thread.board import views as board_views
from qms.golden_thread.help import views as help_views
from qms.golden_thread.home import views as home_views
from qms.golden_thread.methods import views as methods_views
from qms.golden_thread.metrics import views as metrics_views
from qms.golden_thread.objectives import views as objectives_views
from qms.golden_thread.searching import views as searching_views
from qms.golden_thread.settings import views as settings_views


def add_routes(app: Flask) -> None:
    """Add the home page, metrics, objectives, the board, search, help and settings."""
    metrics_views.add_routes(app)
    objectives_views.add_routes(app)
    board_views.add_routes(app)
    home_views.add_routes(app)
    searching_views.add_routes(app)
    help_views.add_routes(app)
    methods_views.add_routes(app)
    settings_views.add_routes(app)
