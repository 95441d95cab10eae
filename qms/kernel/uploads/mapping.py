"""Which column is which field: guessed from its name, remembered by the header's fingerprint, applied."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from qms.kernel.uploads.cells import tidy
from qms.kernel.uploads.deriving import Deriving
from qms.kernel.uploads.errors import RowErrors, TableError
from qms.kernel.uploads.table import Cells, Table

CLOSE_ENOUGH = 0.75
_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_FILLERS = {"the", "of", "a", "an", "in", "for"}


def normalise(name: str) -> str:
    """A column name as words to compare: "OrgCode", "org_code" and "Org. code" are all "org code"."""
    spaced = _CAMEL.sub(" ", tidy(name)).replace("&", " and ")
    plain = unicodedata.normalize("NFKD", spaced).encode("ascii", "ignore").decode().casefold()
    words = re.findall(r"[a-z0-9]+", plain)
    return " ".join(word for word in words if word not in _FILLERS) or " ".join(words)


def guess_mapping(columns: Sequence[str], wanted: Mapping[str, Iterable[str]]) -> dict[str, str]:
    """field -> column, the closest names first; each column for one field. Fields with no likely column are left out.

    `wanted` gives each field's synonyms; its own name is one.
    """
    scored = []
    for order, (field, synonyms) in enumerate(wanted.items()):
        names = [words for name in (field, *synonyms) if (words := normalise(name))]
        for position, column in enumerate(columns):
            score = max((_closeness(normalise(column), name) for name in names), default=0.0)
            if score >= CLOSE_ENOUGH:
                scored.append((-score, order, position, field, column))
    mapping: dict[str, str] = {}
    for *_, field, column in sorted(scored):
        if field not in mapping and column not in mapping.values():
            mapping[field] = column
    return {field: mapping[field] for field in wanted if field in mapping}


def _closeness(column: str, name: str) -> float:
    """1 for the same words, less for other order, for words around it and for spelling mistakes; 0 unlike."""
    if column == name:
        return 1.0
    have, want = set(column.split()), set(name.split())
    if have == want:
        return 0.95
    if want and want < have:
        return 0.92 - 0.04 * len(have - want)
    likeness = SequenceMatcher(None, column, name).ratio()
    return 0.9 * likeness if min(len(column), len(name)) > 3 and likeness > 0.84 else 0.0


def fingerprint(columns: Sequence[str]) -> str:
    """The same short text for the same column names in any order, to remember a source's mapping by."""
    return hashlib.sha256("\x1f".join(sorted(columns)).encode()).hexdigest()[:32]


@dataclass(slots=True)
class Mapped:
    """The fields of a table: `fields[name]` has one cell per row as it was read, or the results of a formula."""

    fields: dict[str, Cells]
    row_numbers: Sequence[int]
    errors: RowErrors
    unmapped: list[str]

    def __len__(self) -> int:
        return len(self.row_numbers)


def apply_mapping(
    table: Table,
    mapping: Mapping[str, str],
    derived: Mapping[str, str] | None = None,
    *,
    allow_missing: bool = False,
) -> Mapped:
    """The table's columns by field, and the fields that are calculated from columns ("attendances - breaches").

    `errors` begins with the rows that did not fit the header. A calculated field has None where a cell it
    needs is wrong, or is missing and `allow_missing`. Raises TableError for a column that is not there and
    FormulaError for a formula that cannot be read.
    """
    derived = derived or {}
    if both := sorted(set(mapping) & set(derived)):
        raise TableError(f"'{both[0]}' has both a column and a formula.", "Choose one of them.")
    fields: dict[str, Cells] = {field: table.column(column) for field, column in mapping.items()}
    errors = RowErrors(table.errors)
    deriving = Deriving(table, allow_missing=allow_missing)
    for field, formula in derived.items():
        fields[field] = deriving.calculate(field, formula)
    errors.extend(deriving.errors)
    used = {*mapping.values(), *deriving.columns}
    return Mapped(fields, table.row_numbers, errors, [name for name in table.columns if name not in used])
