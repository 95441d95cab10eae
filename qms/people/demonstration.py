"""The accounts of the demonstration trust, as its sign-in page offers them."""

from dataclasses import dataclass


@dataclass(frozen=True)
class DemonstrationAccount:
    """Somebody a visitor may be."""

    email: str
    name: str
    title: str
    sentence: str


ACCOUNTS = (
    DemonstrationAccount(
        "ward@demo.example", "Grace Adeyemi", "Ward manager",
        "Reviews a ward's control charts and says what was done about each signal.",
    ),
    DemonstrationAccount(
        "qi@demo.example", "Tom Whitfield", "QI team member",
        "Runs improvement projects: driver diagrams, PDSA cycles and the evidence that a change worked.",
    ),
    DemonstrationAccount(
        "board@demo.example", "Margaret Okafor", "Non-executive director",
        "Reads the board page: what was set out to be done, whether it is improving, and what nobody acts on.",
    ),
    DemonstrationAccount(
        "analyst@demo.example", "Priya Nair", "Senior information analyst",
        "Defines metrics, uploads measurements and looks after the quality of the data.",
    ),
    DemonstrationAccount(
        "coach@demo.example", "Daniel Evans", "Improvement coach",
        "Advises project teams and scores their progress independently.",
    ),
    DemonstrationAccount(
        "admin@demo.example", "Helen Price", "System administrator",
        "Manages units, people and their roles.",
    ),
)  # fmt: skip
