"""The impact log over all projects and units, the same as CSV and XLSX, and the way to write for a unit."""

from flask import Response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from qms.improvement.blueprint import blueprint
from qms.improvement.impact.agreed.queries import actions_of
from qms.improvement.impact.filtering import choices, filters_of
from qms.improvement.impact.presenters import entry_views, list_sentence
from qms.improvement.impact.queries import counts, statement
from qms.improvement.impact.table_file import COLUMNS, table_rows
from qms.improvement.impact.years import year_of, year_words
from qms.improvement.portfolio.filters import number_of
from qms.improvement.projects.choices import unit_choices
from qms.improvement.projects.queries import units_for
from qms.kernel import clock
from qms.kernel.paging import page_of
from qms.kernel.uploads import safe_csv, xlsx_bytes
from qms.organisation.queries import top_unit
from qms.people.access import needs, person, signed_in
from qms.people.roles import Permission

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
PAGE = 50


@blueprint.get("/impact")
@signed_in
def impact() -> ResponseReturnValue:
    """Everything that the reader may see, narrowed as the address says, newest first."""
    filters = filters_of(request.args)
    page = page_of(statement(filters), size=PAGE)
    own = filters.unit if filters.unit and person().can(Permission.RUN_PROJECTS, filters.unit) else None
    of, year = filters.unit or top_unit(), filters.year or year_of(clock.today())
    return render_template(
        "improvement/impact/index.html",
        filters=filters,
        fields=choices(filters),
        page=page,
        sentence=list_sentence(counts(filters)),
        entries=entry_views(page.items, actions_of([each.id for each in page.items])),
        adds_to_unit=own is not None,
        add_url=url_for("improvement.impact_choose_unit", unit=own.id if own else None),
        may_write=person().can_anywhere(Permission.RUN_PROJECTS),
        year_of_unit=(of, year) if of else None,
        year_words=year_words(year),
        asked={name: value for name, value in request.args.to_dict().items() if value and name != "page"},
    )


@blueprint.get("/impact.csv")
@signed_in
def impact_csv() -> Response:
    """The list, narrowed alike, as a file."""
    return _file(safe_csv(table_rows(filters_of(request.args)), COLUMNS, bom=True), "text/csv", "csv")


@blueprint.get("/impact.xlsx")
@signed_in
def impact_xlsx() -> Response:
    """The same as a workbook."""
    return _file(xlsx_bytes({"Impact": (COLUMNS, table_rows(filters_of(request.args)))}), XLSX, "xlsx")


@blueprint.get("/impact/new")
@needs(Permission.RUN_PROJECTS)
def impact_choose_unit() -> ResponseReturnValue:
    """Whose entry is it, where it is no project's? Where there is no choice nobody is asked."""
    units = units_for(person(), Permission.RUN_PROJECTS)
    asked = number_of(request.args.get("unit", ""))
    chosen = units[0].id if len(units) == 1 else asked
    if chosen in {each.id for each in units}:
        return redirect(url_for("improvement.impact_new_of_unit", unit_id=chosen), 303)
    refused = "unit" in request.args
    page = render_template("improvement/impact/choose_unit.html", units=unit_choices(units), refused=refused)
    return page, 422 if refused else 200


def _file(content: str | bytes, mimetype: str, ending: str) -> Response:
    name = f"impact-{clock.today().isoformat()}.{ending}"
    return Response(content, mimetype=mimetype, headers={"Content-Disposition": f"attachment; filename={name}"})
