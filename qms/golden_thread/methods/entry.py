"""One method: what the page and the printed guide say of it."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Method:
    """key: its anchor, and for charts the engine's word. formulas: one line each, in the field's own signs."""

    key: str
    name: str
    use: str
    formulas: tuple[str, ...]
    source: str
    notes: str = ""
