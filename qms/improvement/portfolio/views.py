"""The portfolio as a table, and the same as CSV and XLSX."""

from flask import Response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from qms.improvement.blueprint import blueprint
from qms.improvement.portfolio.addresses import query_text
from qms.improvement.portfolio.bubble_links import asked
from qms.improvement.portfolio.bulk import MOST
from qms.improvement.portfolio.page import frame
from qms.improvement.portfolio.queries import statement
from qms.improvement.portfolio.rows import portfolio_rows
from qms.improvement.portfolio.saved.queries import opening
from qms.improvement.portfolio.table_file import COLUMNS, table_rows
from qms.kernel import clock
from qms.kernel.paging import page_of
from qms.kernel.uploads import safe_csv, xlsx_bytes
from qms.people.access import person, signed_in

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@blueprint.get("/")
@signed_in
def index() -> ResponseReturnValue:
    """Every project, narrowed and ordered as the address says; the bare address opens what somebody has chosen for it."""
    if not request.args and (first := opening(person())):
        return redirect(url_for("improvement.portfolio_filter", portfolio_filter_id=first.id))
    filters = asked(request.args)
    page = page_of(statement(filters), size=50)
    return render_template(
        "improvement/portfolio/table.html",
        page=page,
        rows=portfolio_rows(page.items),
        most=MOST,
        back=query_text(request.args),
        **frame(filters, "table"),
    )


@blueprint.get("/projects.csv")
@signed_in
def projects_csv() -> Response:
    """The list, narrowed and ordered alike, as a file."""
    return _file(safe_csv(table_rows(asked(request.args)), COLUMNS, bom=True), "text/csv", "csv")


@blueprint.get("/projects.xlsx")
@signed_in
def projects_xlsx() -> Response:
    """The same as a workbook."""
    return _file(xlsx_bytes({"Projects": (COLUMNS, table_rows(asked(request.args)))}), XLSX, "xlsx")


def _file(content: str | bytes, mimetype: str, ending: str) -> Response:
    name = f"projects-{clock.today().isoformat()}.{ending}"
    return Response(content, mimetype=mimetype, headers={"Content-Disposition": f"attachment; filename={name}"})
