"""What one team did with one idea, from its tests and from what it says that it uses. Pure."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from qms.improvement.pdsa.models import Decision


class Standing(StrEnum):
    """Where a team stands with an idea."""

    ADOPTED = "adopted"
    IN_USE = "in-use"  # without a test on record
    TESTING = "testing"
    PLANNED = "planned"
    ABANDONED = "abandoned"
    UNTRIED = "untried"


USING = (Standing.ADOPTED, Standing.IN_USE)


@dataclass(frozen=True)
class TestMark:
    """One test, as far as its dates tell."""

    __test__ = False  # it is no test of ours

    cycle_id: int
    number: int
    starts_on: dt.date
    decision: Decision | None = None
    decided_on: dt.date | None = None
    follows_id: int | None = None


@dataclass(frozen=True)
class Trace:
    """A team's tests of an idea in order, and since when it says that it uses it."""

    tests: Sequence[TestMark] = ()
    in_use_since: dt.date | None = None

    @property
    def first_test(self) -> dt.date | None:
        """When the first test started, or is to start."""
        return min((each.starts_on for each in self.tests), default=None)

    @property
    def adopted_on(self) -> dt.date | None:
        """The first adoption."""
        return min(self._decided(Decision.ADOPT), default=None)

    @property
    def abandoned_on(self) -> dt.date | None:
        """The last time that a test ended so."""
        return max(self._decided(Decision.ABANDON), default=None)

    @property
    def used_from(self) -> dt.date | None:
        """Since when the team has used it, tested or not."""
        return min((day for day in (self.adopted_on, self.in_use_since) if day), default=None)

    @property
    def used_until(self) -> dt.date | None:
        """When it gave up what it had adopted: a test that came from each adopted one was abandoned. None while it goes on,
        or before it began. Another test of the same idea that is abandoned leaves what was adopted in place."""
        adopted = [each for each in self.tests if each.decision is Decision.ADOPT]
        if self.in_use_since or not adopted:
            return None
        ends = [self._given_up(each) for each in adopted]
        known = [each for each in ends if each is not None]
        return max(known) if len(known) == len(ends) else None

    def standing(self, today: dt.date) -> Standing:
        """Where the team stands today."""
        if self.is_used_on(today):
            return Standing.ADOPTED if self.adopted_on else Standing.IN_USE
        if not self.tests:
            return Standing.UNTRIED
        running = [each for each in self.tests if each.decision is None]
        if running:
            return Standing.PLANNED if all(each.starts_on > today for each in self.tests) else Standing.TESTING
        last = max(self.tests, key=lambda each: each.decided_on or each.starts_on)
        return Standing.TESTING if last.decision is Decision.ADAPT else Standing.ABANDONED

    def _given_up(self, adopted: TestMark) -> dt.date | None:
        """When the first abandoned test that came from this one was decided; None for none."""
        line, ends = {adopted.cycle_id}, []
        for each in sorted(self.tests, key=lambda test: test.number):  # a test comes after the one that it follows
            if each.follows_id in line:
                line.add(each.cycle_id)
                if each.decision is Decision.ABANDON and each.decided_on:
                    ends.append(each.decided_on)
        return min(ends, default=None)

    def is_used_on(self, day: dt.date) -> bool:
        """Whether it was in use on that day."""
        return bool(self.used_from and self.used_from <= day and (self.used_until is None or self.used_until > day))

    def _decided(self, decision: Decision) -> list[dt.date]:
        return [each.decided_on for each in self.tests if each.decision is decision and each.decided_on]


def steps_of(traces: Iterable[Trace]) -> list[tuple[dt.date, int]]:
    """(day, how many teams use the idea from that day on) wherever the number changes, in order."""
    changes: dict[dt.date, int] = {}
    for each in traces:
        if each.used_from:
            changes[each.used_from] = changes.get(each.used_from, 0) + 1
        if each.used_until:
            changes[each.used_until] = changes.get(each.used_until, 0) - 1
    steps, using = [], 0
    for day in sorted(changes):
        using += changes[day]
        steps.append((day, using))
    return steps


def by_month(traces: Sequence[Trace], first: dt.date, last: dt.date) -> list[tuple[dt.date, int]]:
    """(first of the month, how many teams used the idea at its end), the last month as of the last day."""
    found, month = [], first.replace(day=1)
    while month <= last:
        following = (month.replace(day=28) + dt.timedelta(days=4)).replace(day=1)
        end = min(following - dt.timedelta(days=1), last)
        found.append((month, sum(each.is_used_on(end) for each in traces)))
        month = following
    return found
