"""The portfolio as a board, over time, and as bubbles."""

from flask import render_template, request
from flask.typing import ResponseReturnValue

from qms.improvement.blueprint import blueprint
from qms.improvement.portfolio import board, bubble_words, bubbles, timeline
from qms.improvement.portfolio.bubble_axes import axes_of
from qms.improvement.portfolio.bubble_drawing import drawing
from qms.improvement.portfolio.bubble_links import asked, links_of
from qms.improvement.portfolio.choosing import axes_fields
from qms.improvement.portfolio.page import frame
from qms.improvement.portfolio.queries import statement, totals
from qms.kernel import clock
from qms.kernel.paging import page_of
from qms.people.access import signed_in


@blueprint.get("/projects/board")
@signed_in
def portfolio_board() -> ResponseReturnValue:
    """A column for each stage."""
    filters = asked(request.args)
    counted = totals(filters)
    columns = board.columns(filters, counted)
    return render_template("improvement/portfolio/board.html", columns=columns, **frame(filters, "board", counted))


@blueprint.get("/projects/timeline")
@signed_in
def portfolio_timeline() -> ResponseReturnValue:
    """Bars from start to end date, thirty a page."""
    filters = asked(request.args)
    page = page_of(statement(filters), size=30)
    spans = timeline.spans(page.items, clock.today())
    bars = timeline.drawing(spans, clock.today())
    return render_template(
        "improvement/portfolio/timeline.html", page=page, spans=spans, drawing=bars, **frame(filters, "timeline")
    )


@blueprint.get("/projects/bubbles")
@signed_in
def portfolio_bubbles() -> ResponseReturnValue:
    """Scores by age or by what projects have brought, a bubble for each."""
    filters, axes = asked(request.args), axes_of(request.args)
    counted = totals(filters)
    placed = bubbles.placed(filters, axes)
    found = bubbles.bubbles(placed)
    shown = frame(filters, "bubbles", counted)
    links = links_of(placed, axes, shown["narrowed"])
    return render_template(
        "improvement/portfolio/bubbles.html",
        axes=axes,
        axes_fields=axes_fields(axes),
        said=bubble_words.sentence(found, axes, counted.all),
        drawing=drawing(found, axes, links),
        lines=bubble_words.table(found, axes, links),
        bands=[words for _, words in axes.bands],
        brought=bubble_words.brought(placed, axes.kind) if axes.kind else [],
        total=len(placed),
        **shown,
    )
