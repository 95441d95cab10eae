"""The help page."""

from flask import Flask, render_template

from qms.golden_thread.help.presenters import assurances, variations
from qms.people.access import signed_in


@signed_in
def help_page() -> str:
    """A short guide for wards, QI teams, boards and analysts."""
    return render_template("golden_thread/help/help.html", variations=variations(), assurances=assurances())


def add_routes(app: Flask) -> None:
    """Add the help page to the application."""
    app.add_url_rule("/help", "help", help_page)
