"""Which columns of a file are what."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from qms.commands.columns import check_columns

# The engine's word for what is wrong, and the column that it stands in.
ROLES = {"denominators": "denominator", "sizes": "size", "deviations": "deviation", "target": "target"}


@dataclass(frozen=True)
class Columns:
    """The names in the header.

    numbers: by role; "value" unless each row is an event, and "denominator", "size", "deviation" or "target" where given.
    by: whose combinations make the series.
    """

    date: str
    numbers: Mapping[str, str]
    by: tuple[str, ...] = ()

    def check(self, header: Sequence[str]) -> None:
        """Raise NoColumn where the header lacks any of them."""
        check_columns((*self.by, self.date, *self.numbers.values()), header)

    def of(self, argument: str) -> str:
        """The column that an argument of the engine came from."""
        if argument == "periods":
            return self.date
        return self.numbers.get(ROLES.get(argument, "value"), self.date)
