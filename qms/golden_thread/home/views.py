"""The home page, by role."""

from flask import Flask, render_template
from flask.typing import ResponseReturnValue

from qms.golden_thread.board.places import home_board
from qms.golden_thread.board.presenters import ASSURANCE_COLUMNS, board_page
from qms.golden_thread.home.presenters import home_page, sits_on_a_board
from qms.people.access import person, signed_in


@signed_in
def home() -> ResponseReturnValue:
    """What needs this person, then what they work with; for a board member, the board."""
    page = home_page(person())
    unit = home_board(person()) if sits_on_a_board(person()) else None
    if unit is None:
        return render_template("golden_thread/home/home.html", page=page)
    return render_template(
        "golden_thread/board/board.html", page=board_page(unit), assurances=ASSURANCE_COLUMNS, for_you=page
    )


def add_routes(app: Flask) -> None:
    """Add the home page to the application."""
    app.add_url_rule("/", view_func=home)
