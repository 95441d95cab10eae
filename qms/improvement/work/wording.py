"""How likely, how bad, and what both together are called."""

LIKELIHOOD = {1: "Rare", 2: "Unlikely", 3: "Possible", 4: "Likely", 5: "Almost certain"}
EFFECT = {1: "Negligible", 2: "Minor", 3: "Moderate", 4: "Major", 5: "Catastrophic"}

# The least score of each grade, highest first: "A risk matrix for risk managers", National Patient Safety Agency, 2008.
GRADES = ((15, "Extreme", "red"), (8, "High", "orange"), (4, "Moderate", "yellow"), (1, "Low", "grey"))


def grade(score: int) -> tuple[str, str]:
    """What a score of 1 to 25 is called, and the colour of its tag. Raises ValueError for another."""
    if not 1 <= score <= 25:
        raise ValueError(f"{score} is no score of a risk: likelihood and effect are 1 to 5.")
    return next((word, colour) for least, word, colour in GRADES if score >= least)
