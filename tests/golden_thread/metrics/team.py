"""Who a metric needs: its team, informatics and the executive owner, each able to sign, and a definition worth signing."""

from typing import Any

from qms.golden_thread.metrics.actions import propose_metric
from qms.golden_thread.metrics.definitions import Definition
from qms.golden_thread.metrics.life import sign
from qms.golden_thread.metrics.models import Capacity, DataKind, Direction, Metric
from qms.kernel.db import db
from qms.organisation.models import Unit
from qms.people.models import Person
from qms.people.roles import RoleName
from tests.builder import Builder


class Team:
    """A trust with a ward, and the three people whose signatures count."""

    def __init__(self, build: Builder) -> None:
        self.build = build
        self.trust: Unit = build.unit("Riverside Trust")
        self.ward: Unit = build.unit("Ward 7", parent=self.trust)
        self.other_ward: Unit = build.unit("Ward 8", parent=self.trust)
        self.manager: Person = build.person(RoleName.WARD_MANAGER, self.ward, name="Grace Hopper")
        self.analyst: Person = build.person(RoleName.ANALYST, self.trust, name="Ada Lovelace")
        self.executive: Person = build.person(RoleName.BOARD_MEMBER, self.trust, name="Mary Seacole")

    def definition(self, **changes: Any) -> Definition:
        """Falls per 1,000 bed days on the ward, complete unless changed."""
        values: dict[str, Any] = {
            "name": "Falls per 1,000 bed days",
            "unit_id": self.ward.id,
            "data_kind": DataKind.RATE,
            "direction": Direction.DECREASE,
            "multiplier": 1000.0,
            "measured_in": "per 1,000 bed days",
            "purpose": "Falls cause harm.",
            "numerator": "Falls reported in the incident system",
            "denominator": "Occupied bed days",
            "source": "Incident system",
        }
        return Definition(**values | changes)

    def propose(self, *, target: float | None = None, key: str = "", **changes: Any) -> Metric:
        """A proposed metric, committed."""
        metric = propose_metric(definition=self.definition(**changes), key=key, target=target, by=self.analyst)
        db.session.commit()
        return metric

    def agree(self, metric: Metric) -> Metric:
        """All three sign; committed."""
        for capacity, person in (
            (Capacity.TEAM, self.manager),
            (Capacity.INFORMATICS, self.analyst),
            (Capacity.EXECUTIVE, self.executive),
        ):
            sign(metric=metric, capacity=capacity, by=person)
        db.session.commit()
        return metric
