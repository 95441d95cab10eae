"""What every view of the portfolio shows around its own picture: sentence, saved filters, filters, ways out."""

from typing import Any

from flask import request

from qms.improvement.portfolio import presenters, queries
from qms.improvement.portfolio.addresses import EVERYTHING, FILTERS, VIEWS, query_of, query_text
from qms.improvement.portfolio.choosing import Names, fields, more_fields
from qms.improvement.portfolio.filters import ORDERS, Filters
from qms.improvement.portfolio.saved.forms import SaveForm
from qms.improvement.portfolio.saved.presenters import link
from qms.improvement.portfolio.saved.queries import Kept, kept_for
from qms.improvement.projects.listing import objectives_with_projects
from qms.people.access import person
from qms.people.role_words import who_may
from qms.people.roles import Permission

CHOSEN = frozenset(FILTERS) - {"serves", "bubble"}  # what the form above the list has a field for
SHOWN = 12  # saved filters of one's own on the page, and as many of others; all of them have a page


def frame(filters: Filters, view: str, counted: queries.Totals | None = None) -> dict[str, Any]:
    """What the layout of the portfolio needs, whichever view is shown; `counted` where the view has counted already. Nine
    queries or fewer."""
    counted = counted or queries.totals(filters)
    names = Names(objectives_with_projects(), queries.coaches(), queries.leads(), queries.programmes())
    kept = kept_for(person())
    return {
        "filters": filters,
        "view": view,
        "views": list(VIEWS.items()),
        "sentence": presenters.sentence(counted, filters),
        "stage_links": [] if filters.stage or filters.archived else presenters.stage_links(counted),
        "lack_links": presenters.lack_links(counted, filters),
        "chips": presenters.chips(filters, names.titles, rest=_everything(kept)),
        "fields": fields(filters, names),
        "more_fields": more_fields(filters, names),
        "orders": list(ORDERS.items()),
        "any": counted.all > 0,
        "who_starts": who_may(Permission.RUN_PROJECTS),
        "may_start": person().can_anywhere(Permission.RUN_PROJECTS),
        "asked": _asked() or _everything(kept),
        "everything": _everything(kept),
        "carried": {name: value for name, value in query_of(request.args).items() if name not in CHOSEN},
        "narrowed": {name: value for name, value in query_of(request.args).items() if name in FILTERS} or _everything(kept),
        **_kept(kept, view),
    }


def _kept(kept: Kept, view: str) -> dict[str, Any]:
    """Saved filters, and the form that keeps what is shown now."""
    now = (view, query_text(request.args))
    form = SaveForm(formdata=None, data={"view": view, "query": now[1]})
    return {
        "saved": [link(each, mine=True, now=now) for each in kept.own[:SHOWN]],
        "shared": [link(each, mine=False, now=now) for each in kept.others[:SHOWN]],
        "saved_more": len(kept.own) > SHOWN or len(kept.others) > SHOWN,
        "save_form": form,
    }


def _asked() -> dict[str, str]:
    """The filters as the address has them, for the other views and the files; not the page of this one."""
    return {name: value for name, value in request.args.to_dict().items() if value and name != "page"}


def _everything(kept: Kept) -> dict[str, str]:
    """What an address of the portfolio needs to show all of it: something only where it opens with a saved filter."""
    return EVERYTHING if kept.first else {}
