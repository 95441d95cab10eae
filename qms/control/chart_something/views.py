"""Chart something: paste, look, download; keep it as a metric only when asked."""

from flask import Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from qms.control.blueprint import blueprint
from qms.control.chart_something import example
from qms.control.chart_something.charting import Charted, charted
from qms.control.chart_something.forms import KeepForm, PasteForm
from qms.control.chart_something.group_presenters import FILE, file_rows, group_result
from qms.control.chart_something.group_presenters import drawn as drawn_groups
from qms.control.chart_something.grouping import Compared, Grouped, Ranked, grouped
from qms.control.chart_something.keeping import keep_as_metric
from qms.control.chart_something.layout import layout_of
from qms.control.chart_something.presenters import result_of, subject_of, units_to_keep_for
from qms.control.chart_something.reading import read_series
from qms.control.chart_something.refusing import PasteRefused
from qms.control.charts.files import COLUMNS, picture_with_notes, table_rows
from qms.control.charts.naming import file_stem, sentence
from qms.control.charts.views import download, picture
from qms.golden_thread.metrics.definitions import RefusedError, slug
from qms.kernel.uploads import safe_csv
from qms.organisation import queries as organisation
from qms.people.access import needs, person, require, signed_in
from qms.people.roles import Permission


@blueprint.route("/chart-something", methods=["GET", "POST"])
@signed_in
def chart_something() -> ResponseReturnValue:
    """Paste some columns and see their chart. Nothing is stored."""
    form = PasteForm()
    if request.method == "GET" and "example" in request.args:
        form = PasteForm(**example.filled_in(request.args["example"]))
    drawn, refused = _chart(form) if request.method == "POST" else (None, None)
    return _page(form, drawn, refused), 422 if form.errors or refused else 200


@blueprint.post("/chart-something.<any(svg, png, csv):kind>")
@signed_in
def chart_something_file(kind: str) -> ResponseReturnValue:
    """The pasted chart as a picture, or its table as CSV."""
    form = PasteForm()
    drawn, refused = _chart(form)
    if drawn is None:
        return _page(form, None, refused), 422
    return _file(drawn, kind)


@blueprint.post("/chart-something/keep")
@needs(Permission.DEFINE_METRICS)
def chart_something_keep() -> ResponseReturnValue:
    """Ask for what a metric needs besides the pasted data, which travel on in the form."""
    pasted = PasteForm()
    drawn, refused = _series(pasted)
    if drawn is None:
        return _page(pasted, None, refused), 422
    return _keep_page(KeepForm())


@blueprint.post("/chart-something/metrics")
@needs(Permission.DEFINE_METRICS)
def chart_something_store() -> ResponseReturnValue:
    """Keep the pasted data as a proposed metric of a unit, with its measurements."""
    form = KeepForm()
    form.offer(units_to_keep_for(person()))
    drawn, refused = _series(form)
    if refused:
        return _page(PasteForm(), None, refused), 422
    if drawn is not None:
        unit = organisation.unit(form.unit_id.data)
        require(Permission.ENTER_MEASUREMENTS, unit)
        try:
            series = keep_as_metric(
                charted=drawn, name=form.name.data or "", purpose=form.purpose.data or "", unit=unit, by=person()
            )
        except RefusedError as refusal:
            form.name.errors = [refusal.sentence]
        else:
            flash(f"Stored: {form.name.data} is now a proposed metric of {unit.name}, with its measurements.", "success")
            return redirect(url_for("control.chart", series_id=series.id), 303)
    return _keep_page(form), 422


def _chart(form: PasteForm) -> tuple[Charted | Grouped | None, PasteRefused | None]:
    """The chart of what the form carries; or neither where a field is wrong; or why the data can't be charted."""
    if not form.validate_on_submit():
        return None, None
    try:
        layout = layout_of(form.data_text.data or "", form.chart.data or "")
        if not layout.is_series:
            return grouped(layout, form.choices), None
        pasted = read_series(layout, ratio=form.ratio_kind, chart=form.chart.data or "")
        return charted(pasted, form.choices), None
    except PasteRefused as refused:
        return None, refused


def _series(form: PasteForm) -> tuple[Charted | None, PasteRefused | None]:
    """The same, of what can become a metric."""
    drawn, refused = _chart(form)
    if isinstance(drawn, Compared | Ranked):
        return None, PasteRefused("A metric follows something over time. Add a column of dates to keep this as one.")
    return drawn, refused


def _keep_page(form: KeepForm) -> str:
    units = units_to_keep_for(person())
    form.offer(units)
    return render_template("control/chart_something/keep.html", form=form, units=units)


def _page(form: PasteForm, drawn: Charted | Grouped | None, refused: PasteRefused | None) -> str:
    return render_template(
        "control/chart_something/chart_something.html",
        form=form,
        result=result_of(drawn) if isinstance(drawn, Charted) else None,
        groups=group_result(drawn) if isinstance(drawn, Compared | Ranked) else None,
        examples=example.NAMES,
        refused=refused,
        may_keep=person().can_anywhere(Permission.DEFINE_METRICS),
    )


def _file(drawn: Charted | Grouped, kind: str) -> Response:
    if not isinstance(drawn, Charted):
        return _group_file(drawn, kind)
    subject = subject_of(drawn)
    stem = file_stem(drawn.title, drawn.chart)
    if kind == "csv":
        return download(safe_csv(table_rows(subject, []), COLUMNS, bom=True), f"{stem}.csv", "text/csv")
    return picture(picture_with_notes(subject, sentence(drawn.chart, drawn.metric), []), kind, stem)


def _group_file(groups: Grouped, kind: str) -> Response:
    stem = slug(groups.title)
    if kind == "csv":
        columns, rows = file_rows(groups)
        return download(safe_csv(rows, columns, bom=True), f"{stem}.csv", "text/csv")
    return picture(drawn_groups(groups, FILE, heading=True), kind, stem)
