"""Effects of many changes at once, each worked out once for as long as its chart says the same.

Lists of projects and the board ask again and again whether projects worked, and an effect takes milliseconds. What a chart
shows changes only together with its reading, which is written in the same transaction; so an effect that was worked out
beside the same reading still holds."""

import datetime as dt
from collections import OrderedDict
from collections.abc import Collection, Hashable

from flask import current_app
from sqlalchemy import select

from qms.control.charts.changes import effects_of
from qms.golden_thread.readings.models import Reading
from qms.kernel.db import db
from qms.spc import Effect

Asked = tuple[int, dt.date]
"""A series and the day of a change."""
AT_MOST = 20_000
"""Effects kept by one process; those that nobody has asked for longest go first."""


def remembered_effects_of(asked: Collection[Asked]) -> dict[Asked, Effect]:
    """The effect of each change on its series, by what was asked; one query where everything is known already."""
    known: OrderedDict[Hashable, Effect | None] = current_app.extensions.setdefault("qms-effects", OrderedDict())
    states = _states({series_id for series_id, _ in asked})
    keys = {pair: (*pair, states[pair[0]]) for pair in asked if pair[0] in states}
    if missing := [pair for pair, key in keys.items() if key not in known]:
        new = effects_of(missing)
        known.update((keys[pair], new.get(pair)) for pair in missing)
    found = {}
    for pair, key in keys.items():
        known.move_to_end(key)
        effect = known[key]
        if effect is not None:
            found[pair] = effect
    while len(known) > AT_MOST:
        known.popitem(last=False)
    return found


def _states(series_ids: Collection[int]) -> dict[int, Hashable]:
    """What tells one state of a series' chart from another, by series."""
    columns = (Reading.written_at, Reading.points, Reading.period, Reading.value, Reading.centre, Reading.explanation)
    statement = select(Reading.series_id, *columns).where(Reading.series_id.in_(series_ids))
    return {series_id: tuple(state) for series_id, *state in db.session.execute(statement)}
