"""What units are called on pages."""

from qms.organisation.models import UnitKind

KIND_WORDS = {
    UnitKind.SYSTEM: "System",
    UnitKind.TRUST: "Trust",
    UnitKind.DIVISION: "Division",
    UnitKind.PATHWAY: "Pathway or service",
    UnitKind.WARD: "Ward or team",
}


def article(kind: UnitKind) -> str:
    """'a division', for use within a sentence."""
    return f"a {KIND_WORDS[kind].lower()}"
