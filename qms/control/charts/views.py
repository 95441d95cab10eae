"""A chart's own page, and the chart as a file."""

from flask import Response, render_template, request
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import NotFound

from qms.control.blueprint import blueprint
from qms.control.charts.drawings import phone_picture
from qms.control.charts.files import COLUMNS, picture_with_notes, table_rows
from qms.control.charts.naming import file_stem, sentence
from qms.control.charts.presenters import TABS, Loaded, chart_page, load
from qms.control.charts.tabs import content_of
from qms.golden_thread.drawing import svg_to_png
from qms.kernel.uploads import safe_csv
from qms.people.access import person, signed_in


@blueprint.get("/charts/<int:series_id>")
@signed_in
def chart(series_id: int) -> ResponseReturnValue:
    """The chart of one series: the verdict, the picture, and one of its tabs; ?as=KIND shows it as another kind of chart."""
    tab = request.args.get("tab", TABS[0])
    loaded = load(series_id, seen_as=request.args.get("as", ""))
    tab = tab if tab in TABS else TABS[0]
    return show(loaded, tab, content_of(tab, loaded))


def show(loaded: Loaded, tab: str, content: dict[str, object]) -> str:
    """The page with this content in its tab."""
    return render_template("control/charts/chart.html", page=chart_page(loaded, tab, person(), content))


@blueprint.get("/charts/<int:series_id>.<any(svg, png, csv):kind>")
@signed_in
def chart_file(series_id: int, kind: str) -> Response:
    """The chart as a picture for slides, or its table as CSV; ?size=phone gives the narrow picture. 404 where nothing has
    been measured."""
    loaded = load(series_id, seen_as=request.args.get("as", ""))
    subject = loaded.subject
    if subject is None:
        raise NotFound("There is nothing to download yet: no measurements have been stored for this chart.")
    if kind == "csv":
        table = safe_csv(table_rows(subject, loaded.flags), COLUMNS, bom=True)
        return download(table, f"{file_stem(loaded.title, subject.chart)}.csv", "text/csv")
    if request.args.get("size") == "phone":
        return picture(phone_picture(subject), kind, file_stem(loaded.title, subject.chart))
    svg = picture_with_notes(subject, sentence(subject.chart, subject.metric), loaded.flags)
    return picture(svg, kind, file_stem(loaded.title, subject.chart))


def picture(svg: str, kind: str, stem: str) -> Response:
    """The drawing as an SVG or PNG file."""
    if kind == "png":
        return download(svg_to_png(svg), f"{stem}.png", "image/png")
    return download(svg, f"{stem}.svg", "image/svg+xml")


def download(content: str | bytes, name: str, mimetype: str) -> Response:
    """The content as a file with this name, which must be plain ASCII."""
    return Response(content, mimetype=mimetype, headers={"Content-Disposition": f'attachment; filename="{name}"'})
