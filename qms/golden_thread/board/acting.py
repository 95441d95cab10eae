"""Who acts on the concerns of a page: asked once for its cards and its gaps together."""

from collections.abc import Collection

from qms.golden_thread.board.gap_reads import open_concerns
from qms.golden_thread.strands import Card, who_acts_on
from qms.organisation.models import Unit


class Acting:
    """The open concerns at and below a unit, and who acts on these and on whatever else the page shows."""

    def __init__(self, top: Unit) -> None:
        self.concerns = open_concerns(top)
        self._known: dict[int, list[Card]] = {}
        self._asked: set[int] = set()

    def on(self, series_ids: Collection[int]) -> dict[int, list[Card]]:
        """Who acts on each series; those that nobody acts on are left out. What was asked before is not asked again."""
        new = {*series_ids, *(each.series_id for each in self.concerns)} - self._asked
        if new:
            self._known |= who_acts_on(sorted(new))
            self._asked |= new
        return {each: self._known[each] for each in series_ids if each in self._known}
