"""The facts of many projects, gathered in a constant number of queries."""

from collections import defaultdict
from collections.abc import Collection, Iterator

from qms.improvement.evidence.comparing import compared, found_of
from qms.improvement.evidence.facts import Facts, Found
from qms.improvement.evidence.queries import ProjectRecord, Trials, measures_of, members_of, records_of, trials_of


def facts_of(project_ids: Collection[int]) -> dict[int, Facts]:
    """The facts of each project: ten queries or fewer, however many projects."""
    return {record.id: facts for record, facts in gathered(project_ids)}


def gathered(project_ids: Collection[int]) -> Iterator[tuple[ProjectRecord, Facts]]:
    """Each project with its facts."""
    ids = list(project_ids)
    if not ids:
        return
    tests, members = trials_of(ids), members_of(ids)
    found: dict[int, list[Found]] = defaultdict(list)
    for measure in compared(measures_of(ids), tests):
        found[measure.project_id].append(found_of(measure))
    for record in records_of(ids):
        trials = tests.get(record.id, Trials())
        yield (
            record,
            Facts(
                people=record.people(members.get(record.id, ())),
                has_aim=bool(record.has_aim),
                stage=record.stage,
                done=trials.done,
                running=trials.running,
                adopted=trials.adopted,
                measures=tuple(found.get(record.id, ())),
            ),
        )
