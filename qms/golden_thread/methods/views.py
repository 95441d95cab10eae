"""The methods page, and the pictures of its examples."""

from flask import Flask, Response, render_template, request

from qms.golden_thread.methods.examples import KEYS, picture
from qms.golden_thread.methods.presenters import largest_in_words, methods_page
from qms.people.access import signed_in

PHONE = 358


@signed_in
def methods() -> str:
    """Every chart and rule with its formula, source and example, and how we compare with the references."""
    return render_template("golden_thread/methods/methods.html", page=methods_page(), largest_in_words=largest_in_words)


@signed_in
def method_picture(chart_kind: str) -> Response:
    """The example of a chart as SVG; ?size=phone gives the narrow picture."""
    phone = request.args.get("size") == "phone"
    response = Response(picture(chart_kind, PHONE, 300) if phone else picture(chart_kind), mimetype="image/svg+xml")
    # Examples change only with the program, and sixteen of them stand on one page.
    response.headers["Cache-Control"] = "private, max-age=3600"
    return response


def add_routes(app: Flask) -> None:
    """Add the methods page to the application."""
    app.add_url_rule("/methods", "methods", methods)
    app.add_url_rule(f"/methods/charts/<any({', '.join(KEYS)}):chart_kind>.svg", "method_picture", method_picture)
