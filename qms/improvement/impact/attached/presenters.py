"""What shows an entry, in words and addresses."""

from dataclasses import dataclass

from qms.improvement.files.models import KeptFile
from qms.improvement.files.presenters import OF_PROJECTS, Addresses, FileView, view_of
from qms.improvement.impact.models import ImpactEntry, ImpactFile

OF_ENTRIES = Addresses(
    "improvement.impact_file", "improvement.impact_file_picture", "improvement.impact_file_thumbnail",
    "improvement.impact_file_remove", "impact_file_id",
)  # fmt: skip


@dataclass(frozen=True)
class Shown:
    """A file in a list of entries: its words, where it is looked at and, of a picture, its small one."""

    words: str
    url: str
    small: str


def shown(entry: ImpactEntry) -> list[Shown]:
    """The entry's files, of a project's entry the one that it names; reads nothing that the entry did not bring along."""
    if entry.project_id is not None:
        file = entry.file
        return [Shown(file.about or file.name, OF_PROJECTS.looked_at(file), _small(file, OF_PROJECTS))] if file else []
    return [Shown(each.about or each.name, OF_ENTRIES.looked_at(each), _small(each, OF_ENTRIES)) for each in entry.files]


def file_view(kept: ImpactFile) -> FileView:
    """A file of an entry with its addresses."""
    return view_of(kept, OF_ENTRIES, of_entry=False)


def _small(kept: KeptFile, addresses: Addresses) -> str:
    return addresses.of("small", kept) if kept.is_picture else ""
