"""The few routes that the people's layer adds to the application."""

from flask import Flask

from qms.people import roles_page
from qms.people.account import views as account
from qms.people.audit_trail import views as audit_trail
from qms.people.directory import views as directory
from qms.people.health import healthz
from qms.people.links import views as links
from qms.people.signing_in import views as signing_in
from qms.people.units import views as units


def add_routes(app: Flask) -> None:
    """Add sign-in, accounts and the administrators' pages."""
    app.add_url_rule("/healthz", view_func=healthz)
    signing_in.add_routes(app)
    links.add_routes(app)
    account.add_routes(app)
    roles_page.add_routes(app)
    units.add_routes(app)
    directory.add_routes(app)
    audit_trail.add_routes(app)
