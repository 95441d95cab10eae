"""How a learning system's file is read: which column is what, what is the same for all rows, what may be made."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

FIELDS = ("name", "first_name", "email", "unit", "programme", "completed_on")
CONSTANTS = ("unit", "programme", "completed_on")
LABELS = {
    "name": "Name, or last name",
    "first_name": "First name, where it has a column of its own",
    "email": "E-mail address",
    "unit": "Unit",
    "programme": "Programme",
    "completed_on": "Completed on",
}
# What columns are called in the exports of learning systems; `guess_mapping` compares without case and punctuation.
SYNONYMS: dict[str, Sequence[str]] = {
    "name": (
        "full name", "learner", "learner name", "employee", "employee name", "staff name", "delegate", "person", "surname",
        "last name", "family name",
    ),
    "first_name": ("first name", "forename", "given name", "first names"),
    "email": ("e-mail", "email address", "e-mail address", "work email", "username", "user name"),
    "unit": ("ward", "team", "department", "organisation", "cost centre", "location", "service", "ods code", "workplace"),
    "programme": ("course", "course name", "course title", "training", "competence", "competence name", "title", "module"),
    "completed_on": (
        "completed", "completion date", "date completed", "date", "date achieved", "date attended", "attended", "end date",
        "day",
    ),
}  # fmt: skip


@dataclass(frozen=True)
class Chosen:
    """The decisions, kept with the file as JSON. `move`: people work now where the file says; `make`: missing programmes are
    made; `lookalikes`: what looks like an NHS number is something else."""

    columns: Mapping[str, str] = field(default_factory=dict)
    constants: Mapping[str, str] = field(default_factory=dict)
    sheet: str | None = None
    move: bool = False
    make: bool = False
    lookalikes: bool = False
    remembered: bool = False  # taken over from the last file of this kind, not yet looked at

    @classmethod
    def of(cls, mapping: Mapping[str, Any]) -> "Chosen":
        """The decisions as the file's record holds them."""
        return cls(**{name: mapping[name] for name in cls.__dataclass_fields__ if name in mapping})

    def as_json(self) -> dict[str, Any]:
        """For the file's record."""
        return asdict(self)

    @property
    def reading(self) -> dict[str, dict[str, str]]:
        """What is remembered for the next file with these columns; not what was the same for all rows, lest the next course
        be taken for the last one."""
        return {"columns": dict(self.columns)}

    @property
    def is_mapped(self) -> bool:
        """Whether somebody has said how the columns are read, and nothing that is needed is open."""
        given = {*self.columns, *self.constants}
        return {"name", "unit", "programme", "completed_on"} <= given
