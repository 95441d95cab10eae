"""Made-up data to try "Chart something" with, one for each kind of question."""

from typing import Any

COMPLAINTS = """Month\tComplaints\tDischarges
Apr 2025\t9\t212
May 2025\t11\t224
Jun 2025\t8\t207
Jul 2025\t12\t231
Aug 2025\t10\t219
Sep 2025\t9\t203
Oct 2025\t11\t226
Nov 2025\t12\t217
Dec 2025\t8\t198
Jan 2026\t13\t235
Feb 2026\t10\t206
Mar 2026\t11\t222
Apr 2026\t6\t214
May 2026\t5\t229
Jun 2026\t6\t211
Jul 2026\t4\t208
Aug 2026\t6\t225
Sep 2026\t5\t216
Oct 2026\t4\t220
"""
INFECTIONS = """Date of infection
3 Feb 2025
19 Feb 2025
24 Feb 2025
17 Mar 2025
2 Apr 2025
30 Apr 2025
6 May 2025
1 Jun 2025
12 Jun 2025
3 Jul 2025
11 Aug 2025
29 Aug 2025
7 Oct 2025
20 Nov 2025
2 Jan 2026
11 Mar 2026
28 Apr 2026
9 Jul 2026
30 Sep 2026
"""
REASONS = """Reason\tDelays
Waiting for medicines to take home\t88
Waiting for transport\t61
Letter not written\t29
Waiting for a relative\t14
Waiting for equipment at home\t11
Waiting for a test result\t9
Bed needed elsewhere first\t4
Other\t3
"""
WARDS = """Ward\tFalls\tBed days
Kingfisher\t62\t9720
Heron\t118\t9480
Swallow\t41\t9120
Oak\t37\t8640
Elm\t33\t8280
Critical Care\t9\t5040
Willow\t44\t7680
Birch\t29\t6720
Acute Medical\t52\t11760
Rowan\t12\t2880
Lark\t11\t4100
"""
_EXAMPLES: dict[str, dict[str, Any]] = {
    "rate": {
        "data_text": COMPLAINTS, "name": "Complaints per 100 discharges (made-up data)", "direction": "decrease",
        "ratio": "100", "target": 4.0,
    },
    "events": {"data_text": INFECTIONS, "name": "Days between line infections (made-up data)", "direction": "increase"},
    "categories": {"data_text": REASONS, "name": "Why discharges were delayed (made-up data)"},
    "units": {
        "data_text": WARDS, "name": "Falls per 1,000 bed days by ward (made-up data)", "direction": "decrease",
        "ratio": "1000",
    },
}  # fmt: skip
NAMES = {
    "rate": "complaints each month",
    "events": "days between rare infections",
    "categories": "reasons for delays",
    "units": "wards beside each other",
}


def filled_in(which: str) -> dict[str, Any]:
    """The form's fields with an example in them; the first for a word that names none."""
    return _EXAMPLES.get(which, _EXAMPLES["rate"])
