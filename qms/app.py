"""The application: a table of contents."""

from typing import Any

from flask import Flask
from flask_wtf import CSRFProtect
from werkzeug.middleware.proxy_fix import ProxyFix

from qms import config, paths, tables, unit_moves, unit_uses
from qms.control.charts.refreshing import refresh_readings
from qms.control.measurements.actions import sum_again
from qms.control.routes import blueprint as control
from qms.control.strand import ControlStrand
from qms.golden_thread import recomputing, strands
from qms.golden_thread import templating as thread_templating
from qms.golden_thread.routes import add_routes as add_thread_routes
from qms.improvement.collaboratives.strand import CollaborativeStrand
from qms.improvement.routes import blueprint as improvement
from qms.improvement.strand import ImprovementStrand
from qms.improvement.thread.reports import ReportStrand
from qms.kernel import addresses, db, errors, headers, templating, transactions
from qms.organisation import changes
from qms.people import access, sessions
from qms.people.routes import add_routes as add_people_routes
from qms.planning.routes import blueprint as planning
from qms.planning.strand import PlanningStrand

TABLES = tables  # imported for its effect: all tables are known before the database is

STRANDS = (ControlStrand(), ImprovementStrand(), CollaborativeStrand(), PlanningStrand(), ReportStrand())


def create_app(settings: dict[str, Any] | None = None) -> Flask:
    """The application, configured from the environment or from `settings`.

    Raises ConfigError where a setting cannot be used."""
    app = Flask("qms", template_folder=str(paths.TEMPLATES), static_folder=str(paths.STATIC))
    app.config.from_mapping(settings or config.from_environment())

    if proxies := app.config["TRUSTED_PROXIES"]:
        # Behind a web server the visitor's own address, which throttling counts by, is the one that it passes on.
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=proxies, x_proto=proxies, x_host=proxies)  # type: ignore[method-assign]  # the documented way
    db.init_app(app)
    transactions.init_app(app)
    CSRFProtect(app)
    sessions.init_app(app)
    access.init_app(app)
    headers.init_app(app)
    templating.init_app(app)
    thread_templating.init_app(app)
    errors.init_app(app)
    addresses.init_app(app)

    strands.init_app(app, STRANDS)
    recomputing.init_app(app, refresh_readings, sum_again)
    changes.init_app(app, uses_of=[unit_uses.uses_of], on_move=[unit_moves.sum_again_after])

    add_people_routes(app)
    add_thread_routes(app)
    for room in (planning, control, improvement):
        app.register_blueprint(room)
    return app
