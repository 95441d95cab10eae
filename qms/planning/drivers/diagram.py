"""A plan's diagram with what hangs on its boxes: live readings of its measures, states of its projects, weak spots."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from qms.golden_thread.metrics.models import Series
from qms.golden_thread.metrics.presenters import shown
from qms.golden_thread.readings.models import Reading
from qms.golden_thread.readings.presenters import period_words, plotted_with_unit
from qms.golden_thread.readings.queries import readings_of
from qms.golden_thread.strands import strand
from qms.planning.drivers.graph import Graph
from qms.planning.drivers.queries import graphs_of, measures_of, projects_of
from qms.planning.drivers.weak_spots import Weak, weak_spots


@dataclass(frozen=True)
class Measure:
    """A series on a box, and what its chart says."""

    series_id: int
    name: str
    unit: str
    value: str = ""  # with its unit in words
    short: str = ""  # without
    period: str = ""
    variation: str | None = None
    assurance: str | None = None

    @property
    def gives_concern(self) -> bool:
        """Whether its last point is a special cause in the worse direction."""
        return bool(self.variation) and str(self.variation).startswith("concern")


@dataclass(frozen=True)
class Work:
    """A project on a box."""

    id: int
    title: str
    state: str = ""
    url: str = ""
    sentence: str = ""
    colour: str = "grey"


@dataclass(frozen=True)
class Diagram:
    """The graph of a plan, with measures and projects by box."""

    graph: Graph
    measures: Mapping[int, Sequence[Measure]] = field(default_factory=dict)
    works: Mapping[int, Sequence[Work]] = field(default_factory=dict)

    @cached_property
    def weak(self) -> dict[int, Weak]:
        """What is missing, by box."""
        return weak_spots(self.graph, measured=self.measures.keys(), worked_on=self.works.keys())

    @cached_property
    def different_measures(self) -> list[Measure]:
        """Each measure once, however many boxes have it."""
        return list({each.series_id: each for found in self.measures.values() for each in found}.values())

    @cached_property
    def different_works(self) -> list[Work]:
        """Each project once."""
        return list({each.id: each for found in self.works.values() for each in found}.values())

    @property
    def weak_counts(self) -> Counter[str]:
        """How many boxes lack each thing."""
        return Counter(each.count_as for each in self.weak.values())


def diagram_of(plan_id: int) -> Diagram:
    """The diagram of one plan."""
    return diagrams_of([plan_id])[plan_id]


def diagrams_of(plan_ids: Collection[int]) -> dict[int, Diagram]:
    """The diagrams of plans, with readings and projects each read once for all."""
    graphs, series, projects = graphs_of(plan_ids), measures_of(plan_ids), projects_of(plan_ids)
    readings = readings_of({each.id for found in series.values() for each in found}) if series else {}
    ids = sorted({each for found in projects.values() for each in found})
    cards = strand("project").by_ids(ids) if ids else {}
    found = {}
    for plan_id, graph in graphs.items():
        measures = {
            box: [measure_of(each, readings.get(each.id)) for each in series[box]] for box in graph.boxes if box in series
        }
        works = {
            box: [
                Work(each, card.title, card.status, card.url, card.sentence, card.colour)
                for each in projects[box]
                if (card := cards.get(each))
            ]
            for box in graph.boxes
            if box in projects
        }
        found[plan_id] = Diagram(graph, measures, {box: each for box, each in works.items() if each})
    return found


def measure_of(series: Series, reading: Reading | None) -> Measure:
    """A series with its reading, where there is one."""
    name = f"{series.metric.name} ({series.stratum})" if series.stratum else series.metric.name
    if reading is None:
        return Measure(series.id, name, series.unit.name)
    return Measure(
        series.id,
        name,
        series.unit.name,
        value=plotted_with_unit(reading.value, series.metric),
        short=shown(reading.value, series.metric),
        period=period_words(reading.period, series.metric),
        variation=reading.variation,
        assurance=reading.assurance,
    )
