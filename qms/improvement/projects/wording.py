"""What stages and decisions are called, and the colours of their tags."""

from qms.improvement.projects.models import Stage

STAGE_WORDS = {
    Stage.IDEA: "Idea",
    Stage.PLANNING: "Planning",
    Stage.TESTING: "Testing",
    Stage.IMPLEMENTING: "Making it standard",
    Stage.SUSTAINING: "Holding the gain",
    Stage.PAUSED: "Paused",
    Stage.COMPLETED: "Completed",
    Stage.STOPPED: "Stopped",
    Stage.ABANDONED: "Abandoned",
}

STAGE_COLOURS = {
    Stage.IDEA: "white",
    Stage.PLANNING: "white",
    Stage.TESTING: "blue",
    Stage.IMPLEMENTING: "aqua-green",
    Stage.SUSTAINING: "aqua-green",
    Stage.PAUSED: "yellow",
    Stage.COMPLETED: "grey",
    Stage.STOPPED: "grey",
    Stage.ABANDONED: "grey",
}

# In a sentence that counts: "3 testing"
STAGE_COUNTED = {
    Stage.PLANNING: "in planning",
    Stage.TESTING: "testing",
    Stage.IMPLEMENTING: "making it standard",
    Stage.SUSTAINING: "holding the gain",
    Stage.PAUSED: "paused",
    Stage.COMPLETED: "completed",
    Stage.STOPPED: "stopped",
    Stage.ABANDONED: "abandoned",
}


def stage_count(stage: Stage, how_many: int) -> str:
    """'3 testing', '1 idea', '2 ideas'."""
    if stage is Stage.IDEA:
        return f"{how_many:,} idea{'' if how_many == 1 else 's'}"
    return f"{how_many:,} {STAGE_COUNTED[stage]}"
