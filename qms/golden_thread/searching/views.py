"""The search page."""

from flask import Flask, render_template, request

from qms.golden_thread.searching.presenters import found_sentence, groups_for
from qms.golden_thread.searching.queries import words_of
from qms.people.access import signed_in


@signed_in
def search() -> str:
    """Units, metrics, objectives and what the rooms keep that match ?q=."""
    words = words_of(request.args.get("q", ""))
    groups = groups_for(words)
    return render_template(
        "golden_thread/searching/search.html", words=words, groups=groups, sentence=found_sentence(words, groups)
    )


def add_routes(app: Flask) -> None:
    """Add the search page to the application."""
    app.add_url_rule("/search", view_func=search)
