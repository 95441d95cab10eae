"""What the first telling measure of each of many projects shows, in the words of its own page."""

from collections.abc import Collection, Sequence

from qms.golden_thread.metrics.presenters import wording
from qms.golden_thread.strands import strand
from qms.improvement.measures.evidence import Evidence, evidence_of
from qms.improvement.measures.presenters import change_of
from qms.improvement.measures.worked import MEANT_TO_MOVE
from qms.improvement.pdsa.queries import cycles_of
from qms.improvement.projects.models import ProjectMeasure
from qms.improvement.projects.queries import measures_of


def headlines(project_ids: Collection[int]) -> dict[int, Evidence]:
    """The evidence of each project whose measures can be compared before and since its change; outcomes before processes.
    The number of queries does not grow with the projects."""
    cycles = cycles_of(project_ids)
    changes = {id_: change for id_ in project_ids if (change := change_of(cycles.get(id_, [])))}
    links = {id_: _telling(found) for id_, found in measures_of(changes).items()} if changes else {}
    wanted = {(link.series_id, changes[id_].on) for id_, found in links.items() for link in found}
    effects = strand("signal").effects_of(wanted) if wanted else {}
    shown: dict[int, Evidence] = {}
    for id_, found in links.items():
        for link in found:
            effect = effects.get((link.series_id, changes[id_].on))
            if effect is not None:
                metric = link.series.metric
                shown[id_] = evidence_of(effect, wording(metric), metric.name, changes[id_].words)
                break
    return shown


def _telling(links: Sequence[ProjectMeasure]) -> list[ProjectMeasure]:
    return [link for link in links if link.series.metric.kind in MEANT_TO_MOVE]
