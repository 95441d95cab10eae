"""What the kinds of boxes are called."""

from qms.planning.drivers.models import DriverKind

KIND_WORDS = {
    DriverKind.AIM: "Aim",
    DriverKind.PRIMARY: "Primary driver",
    DriverKind.SECONDARY: "Secondary driver",
    DriverKind.CHANGE_IDEA: "Change idea",
}

CHILD_WORDS = {
    DriverKind.AIM: "primary driver",
    DriverKind.PRIMARY: "secondary driver",
    DriverKind.SECONDARY: "change idea",
}


def shown_text(text: str) -> str:
    """The words of a box, or what to call it while it has none."""
    return text.strip() or "No words yet"
