"""What needs an objective: asked before it is deleted, and told to whoever wants to."""

from flask import url_for
from sqlalchemy import func, select

from qms.golden_thread.objectives.models import Narrative, Objective
from qms.golden_thread.objectives.queries import objectives_below
from qms.golden_thread.strands import Card, all_strands
from qms.kernel.db import db
from qms.kernel.formats import count

MOST = 50


def uses_of(objective: Objective) -> list[Card]:
    """Objectives, plans and projects that serve it, and the words written on it; at most some hundred."""
    here = url_for("objective", objective_id=objective.id)
    below = db.session.execute(objectives_below(objective.id).limit(MOST)).scalars()
    cards = [Card(each.title, url_for("objective", objective_id=each.id), "Objective", each.unit.name) for each in below]
    for strand in all_strands():
        served = strand.serving([objective.id]).get(objective.id)
        if served:
            cards += list(served.cards)[:MOST] or [Card(served.summary, served.url, strand.noun.capitalize())]
    narratives = select(func.count()).select_from(Narrative).where(Narrative.objective_id == objective.id)
    if written := db.session.scalar(narratives):
        cards.append(Card(f"The owner's words, written {count(written, 'time')}", f"{here}#words", "Narrative"))
    return cards
