"""The board page at every level, and the thread's gaps."""

from collections.abc import Iterable

from flask import Flask, Response, render_template, request
from flask.typing import ResponseReturnValue

from qms.golden_thread.board import files
from qms.golden_thread.board.gap_page import GAP_COLUMNS, gap_page, gap_rows
from qms.golden_thread.board.places import home_board
from qms.golden_thread.board.presenters import ASSURANCE_COLUMNS, board_page
from qms.kernel import clock
from qms.kernel.uploads import stream_csv
from qms.organisation import queries as organisation
from qms.organisation.models import Unit
from qms.organisation.presenters import choices
from qms.people.access import person, signed_in


@signed_in
def board() -> ResponseReturnValue:
    """The board on which this person sits, or the one of the trust or system that they work in."""
    unit = home_board(person())
    return _page(unit) if unit else render_template("golden_thread/board/empty.html")


@signed_in
def board_unit(unit_id: int) -> ResponseReturnValue:
    """The same page for any unit: board, division, ward."""
    return _page(organisation.unit(unit_id))


@signed_in
def board_file(unit_id: int | None = None) -> ResponseReturnValue:
    """The board of a unit as CSV; without one, the board that `board` shows."""
    unit = home_board(person()) if unit_id is None else organisation.unit(unit_id)
    return _csv("board", files.rows(unit) if unit else (), files.COLUMNS)


@signed_in
def thread_gaps() -> ResponseReturnValue:
    """Every break in the thread at and below a unit."""
    unit = _asked()
    if unit is None:
        return render_template("golden_thread/board/empty.html")
    page = gap_page(unit, request.args.get("kind", ""))
    return render_template("golden_thread/board/gaps.html", page=page, units=choices(organisation.all_units()))


@signed_in
def thread_gaps_file() -> ResponseReturnValue:
    """The same gaps as CSV."""
    unit = _asked()
    return _csv("thread-gaps", gap_rows(unit) if unit else (), GAP_COLUMNS)


def _page(unit: Unit) -> str:
    return render_template("golden_thread/board/board.html", page=board_page(unit), assurances=ASSURANCE_COLUMNS)


def _asked() -> Unit | None:
    unit_id = request.args.get("unit", type=int)
    return organisation.unit(unit_id) if unit_id else home_board(person())


def _csv(name: str, rows: Iterable[list[object]], columns: tuple[str, ...]) -> Response:
    text = "".join(stream_csv(rows, columns, bom=True))
    filename = f"{name}-{clock.today().isoformat()}.csv"
    return Response(text, mimetype="text/csv", headers={"Content-Disposition": f"attachment; filename={filename}"})


def add_routes(app: Flask) -> None:
    """Add the board's pages to the application."""
    for rule, view in (
        ("/board", board),
        ("/board.csv", board_file),
        ("/board/units/<int:unit_id>", board_unit),
        ("/board/units/<int:unit_id>.csv", board_file),
        ("/board/gaps", thread_gaps),
        ("/board/gaps.csv", thread_gaps_file),
    ):
        app.add_url_rule(rule, view_func=view)
