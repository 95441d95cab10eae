"""A small arithmetic over columns, for a field that the file does not hold: "attendances - breaches".

formula := product (("+" | "-") product)*
product := factor (("*" | "/") factor)*
factor  := number | column | "[" column "]" | "(" formula ")" | "-" factor
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Numbers = npt.NDArray[np.float64]

LONGEST = 500
DEEPEST = 30
_NUMBER = re.compile(r"\d+\.?\d*|\.\d+", re.ASCII)
_SIGNS = str.maketrans({"−": "-", "–": "-", "×": "*", "·": "*", "÷": "/"})
_OPERATIONS: dict[str, Callable[[Numbers, Numbers], Numbers]] = {
    "+": np.add,
    "-": np.subtract,
    "*": np.multiply,
    "/": np.divide,
}


class FormulaError(ValueError):
    """The formula cannot be read; the message says where and what to write."""


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula read once: `steps` in the order of calculation (postfix), `columns` in the order of appearance."""

    text: str
    steps: tuple[tuple[str, str | float], ...]

    @property
    def columns(self) -> list[str]:
        """The distinct columns that it needs."""
        return list(dict.fromkeys(str(value) for kind, value in self.steps if kind == "column"))

    def evaluate(self, columns: Mapping[str, Numbers]) -> Numbers:
        """One result per row: NaN where a cell is NaN, infinite or NaN where something is divided by zero."""
        stack: list[Numbers] = []
        with np.errstate(all="ignore"):
            for kind, value in self.steps:
                if kind == "column":
                    stack.append(columns[str(value)])
                elif kind == "number":
                    stack.append(np.float64(value))  # type: ignore[arg-type]  # a scalar spreads over the rows
                elif kind == "negative":
                    stack.append(-stack.pop())
                else:
                    right, left = stack.pop(), stack.pop()
                    stack.append(_OPERATIONS[kind](left, right))
        return stack.pop()


def read_formula(text: str, columns: Sequence[str]) -> Formula:
    """The formula over these column names. The longest name that fits is meant; [ ] around a name settles it.

    Raises FormulaError.
    """
    if len(text) > LONGEST:
        raise FormulaError(f"The formula has {len(text):,} characters. Use at most {LONGEST}.")
    reader = _Reader(text.translate(_SIGNS), columns)
    if not reader.rest():
        raise FormulaError("The formula is empty. Write something like: attendances - breaches.")
    reader.formula()
    if reader.rest().startswith(")"):
        raise FormulaError("The formula has a closing bracket without an opening one.")
    if reader.rest():
        raise FormulaError(f"The formula has '{_word(reader.rest())}' where + - * or / was expected.")
    return Formula(text, tuple(reader.steps))


class _Reader:
    def __init__(self, text: str, columns: Sequence[str]) -> None:
        self.text = text
        self.at = 0
        self.depth = 0
        self.columns = sorted(columns, key=len, reverse=True)
        self.steps: list[tuple[str, str | float]] = []

    def rest(self) -> str:
        """What is still to be read, from its first sign."""
        while self.at < len(self.text) and self.text[self.at].isspace():
            self.at += 1
        return self.text[self.at :]

    def accept(self, signs: str) -> str:
        """Read the next sign if it is one of these."""
        rest = self.rest()
        if rest and rest[0] in signs:
            self.at += 1
            return rest[0]
        return ""

    def formula(self) -> None:
        self.product()
        while sign := self.accept("+-"):
            self.product()
            self.steps.append((sign, ""))

    def product(self) -> None:
        self.factor()
        while sign := self.accept("*/"):
            self.factor()
            self.steps.append((sign, ""))

    def factor(self) -> None:
        self.depth += 1
        if self.depth > DEEPEST:
            raise FormulaError(f"The formula has more than {DEEPEST} brackets or signs inside one another.")
        if self.accept("-"):
            self.factor()
            self.steps.append(("negative", ""))
        elif self.accept("("):
            self.formula()
            if not self.accept(")"):
                raise FormulaError("The formula has an opening bracket that is not closed.")
        else:
            self.operand()
        self.depth -= 1

    def operand(self) -> None:
        rest = self.rest()
        if not rest:
            raise FormulaError("The formula ends where a column or a number was expected.")
        if rest.startswith("["):
            name, closed, _ = rest[1:].partition("]")
            if not closed:
                raise FormulaError("The formula has a [ without a ].")
            self.at += len(name) + 2
            self.steps.append(("column", self.column(name)))
        elif name := self.name_at(rest):
            self.at += len(name)
            self.steps.append(("column", self.column(name)))
        elif number := _NUMBER.match(rest):
            self.at += number.end()
            self.steps.append(("number", float(number[0])))
        elif rest[0] in "+*/)":
            raise FormulaError(f"The formula has '{rest[0]}' where a column or a number was expected.")
        else:
            raise self.unknown(_word(rest))

    def name_at(self, rest: str) -> str:
        """The longest column name here that does not stop in the middle of a word; a bare number is a number."""
        for name in self.columns:
            plain = name.translate(_SIGNS)
            after = rest[len(plain) : len(plain) + 1]
            whole = not (plain[-1:].isalnum() and (after.isalnum() or after == "_"))
            if plain and whole and rest.lower().startswith(plain.lower()) and not _NUMBER.fullmatch(plain):
                return rest[: len(plain)]
        return ""

    def column(self, said: str) -> str:
        """The column of this name, as the header writes it."""
        wanted = " ".join(said.lower().split())
        for name in self.columns:
            if " ".join(name.translate(_SIGNS).lower().split()) == wanted:
                return name
        raise self.unknown(said.strip())

    def unknown(self, word: str) -> FormulaError:
        return FormulaError(f"'{word}' is not a column of this table. The columns are {', '.join(sorted(self.columns))}.")


def _word(rest: str) -> str:
    found = re.match(r"[\w&.]+(?: [\w&.]+)*|\S", rest)
    return found[0] if found else rest[:1]
