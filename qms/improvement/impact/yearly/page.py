"""What the page of a year reads, as it stands today or as it was kept, and its file."""

import datetime as dt
from collections.abc import Collection
from typing import Any

from flask import Response
from werkzeug.exceptions import NotFound

from qms.improvement.impact.addresses import Address, address_by
from qms.improvement.impact.yearly.presenters import COLUMNS, file_rows, told_rows
from qms.improvement.impact.yearly.story import Story
from qms.improvement.impact.years import FIRST, year_of, year_words
from qms.kernel import clock
from qms.kernel.formats import day
from qms.kernel.uploads import safe_csv

Words = dict[str, Any]


def begun(year: int) -> int:
    """The year of an address. Raises NotFound for one that has not begun, or is too long ago."""
    if not FIRST < year <= year_of(clock.today()):
        raise NotFound("This financial year has not begun, or is too long ago.")
    return year


def year_context(story: Story, *, entries: Collection[int] | None = None, projects: Collection[int] | None = None) -> Words:
    """The story with the addresses of what it names. `entries` and `projects` are the ids of those that are still there to be
    seen, all unless told otherwise: what is gone is named and leads nowhere."""
    return {
        "story": story,
        "year_words": year_words(story.year),
        "as_at": day(dt.date.fromisoformat(story.as_at)),
        "told": told_rows(story),
        "lists": story.lists,
        "entry_url": _there(address_by("improvement.impact_entry", "impact_id"), entries),
        "project_url": _there(address_by("improvement.project", "project_id"), projects),
        "log_url": _there(address_by("improvement.project", "project_id", tab="impact", _anchor="impact"), projects),
        "gains_url": _there(address_by("improvement.project", "project_id", tab="benefits"), projects),
    }


def year_file(story: Story, ending: str = "") -> Response:
    """The story as CSV."""
    text = safe_csv(file_rows(story), COLUMNS, bom=True)
    name = f"impact-{year_words(story.year).replace('/', '-')}{ending}.csv"
    return Response(text, mimetype="text/csv", headers={"Content-Disposition": f"attachment; filename={name}"})


def _there(address: Address, ids: Collection[int] | None) -> Any:
    return lambda number: address(number) if ids is None or number in ids else ""
