"""What the demonstration's collaborative says: ideas, teams, sessions, and what teams brought to them."""

from qms.demo.tests_of_change import BELLS, HANDOVER, NIGHT_NURSE

WHY = (
    "Kingfisher Ward has halved its falls. Other wards try the same things one by one and each finds the same obstacles. "
    "Together they find them once."
)
SLIPPERS = "Slippers that fit, given at admission"
PRESSURE = "Blood pressure lying and standing on day one"
NOTES_OVER_BED = "Sticky notes over the bed"

# (title, how, withdrawn so many days ago)
IDEAS: tuple[tuple[str, str, int | None], ...] = (
    (HANDOVER, "The nurse who hands over says the falls risk with the name. Begin with one bay and one week.", None),
    (NIGHT_NURSE, "One nurse sits where all beds of the bay can be seen. Begin with the bay where most falls happen.", None),
    (BELLS, "A clip holds the bell where the patient sees it. Count ten beds a night for a week.", None),
    (SLIPPERS, "A box with three sizes at the bed where patients are admitted. Look at ten pairs of feet.", None),
    (PRESSURE, "Once for everybody over 65. A drop of 20 or more goes to the doctor and the pharmacist.", None),
    (NOTES_OVER_BED, "A yellow note for everybody at risk.", 110),
)
# (project, joined so many days ago, left so many days ago, why)
TEAMS: tuple[tuple[str, int, int | None, str], ...] = (
    ("bundle", 318, None, ""),
    ("heron", 318, None, ""),
    ("oak-falls", 288, None, ""),
    ("elm-falls", 268, None, ""),
    ("birch-falls", 248, None, ""),
    ("willow", 240, 150, "Breakfast is another aim than falls. We watch from outside and come to the last session."),
    ("swallow-falls", 30, None, ""),
)
# Learning sessions, in days from today; action periods and calls follow from them.
SESSIONS = (-289, -119, 16)
CALL = "One thing tried, one thing learned, one question."
# By event: place and agenda.
WHERE: dict[str, tuple[str, str]] = {
    "Learning session 1": ("Education centre, room 4", "What Kingfisher did. The change package. First test."),
    "Call in action period 1": ("Online", CALL),
    "Learning session 2": ("Education centre, room 4", "Storyboards of all teams. Nights: what is possible?"),
    "Call in action period 2": ("Online", CALL),
    "Learning session 3": (
        "Board room",
        "Storyboards of all teams. What every ward should do from now on. How we keep it.",
    ),
    "Call in action period 3": ("Online", CALL),
}
# Tests that projects have run, by project and number, and the ideas that they were tests of.
CYCLES = {
    ("bundle", 4): BELLS,
    ("bundle", 5): BELLS,
    ("bundle", 6): BELLS,
    ("bundle", 7): HANDOVER,
    ("bundle", 8): NIGHT_NURSE,
    ("heron", 1): HANDOVER,
    ("oak-falls", 1): HANDOVER,
    ("oak-falls", 2): HANDOVER,
    ("oak-falls", 3): SLIPPERS,
    ("oak-falls", 4): PRESSURE,
    ("elm-falls", 1): NIGHT_NURSE,
    ("elm-falls", 2): SLIPPERS,
    ("elm-falls", 3): SLIPPERS,
    ("birch-falls", 1): BELLS,
}
# (project, idea, since so many days ago)
IN_USE: tuple[tuple[str, str, int], ...] = (("heron", BELLS, 160), ("bundle", SLIPPERS, 60))
# By event: how many came of each team, and what was noted.
ATTENDANCE: dict[str, tuple[dict[str, int], str]] = {
    "Learning session 1": (
        {"bundle": 4, "heron": 3, "oak-falls": 2},
        "Three wards. Agreed: everybody counts falls the same way, by the 5th of the month.",
    ),
    "Call in action period 1": ({"bundle": 2, "heron": 1, "oak-falls": 2, "elm-falls": 1, "birch-falls": 1}, ""),
    "Learning session 2": (
        {"bundle": 3, "heron": 2, "oak-falls": 4, "elm-falls": 3, "birch-falls": 1},
        "Elm showed why a nurse in the bay does not work with two nurses for 24 beds. Nobody needs to find that out again. "
        "Oak brought slippers to touch.",
    ),
    "Call in action period 2": ({"bundle": 1, "heron": 2, "oak-falls": 2, "elm-falls": 2, "birch-falls": 0}, ""),
}
# (event, project, (headline, tried, learned, ask, next steps))
STORYBOARDS: tuple[tuple[str, str, tuple[str, str, str, str, str]], ...] = (
    (
        "Learning session 2", "bundle",
        (
            "Bells that glow stay in reach", "Clips that glow, and tea volunteers.",
            "The clip does it. Volunteers come to too few beds.", "How do you reach bank staff?",
            "The falls bundle in the pack of every bank nurse.",
        ),
    ),
    (
        "Learning session 2", "heron",
        (
            "Kingfisher’s checklist worked here at once", "The checklist at handover.",
            "It fits wards with the same shifts.", "", "Clips for the call bells.",
        ),
    ),
    (
        "Learning session 2", "oak-falls",
        (
            "Assess in recovery, not on the ward", "The checklist at handover, then in recovery. Slippers.",
            "Surgical patients come when nobody hands over.", "Who else orders slippers? Together they are cheaper.",
            "Blood pressure lying and standing on day one.",
        ),
    ),
    (
        "Learning session 2", "elm-falls",
        (
            "A nurse in the bay: not with two nurses", "A nurse in bay three at night, for a week.",
            "Call bells elsewhere pull the nurse out.", "What else helps between two and six?", "Oak’s slippers.",
        ),
    ),
    (
        "Learning session 3", "elm-falls",
        (
            "A box of slippers in every bay", "Oak’s slippers, then a box for the night.",
            "Those who come at night had none. Now they have.", "Alarms: which ones do not ring all the time?", "",
        ),
    ),
)  # fmt: skip
