"""How the ideas of a change package spread from team to team: tested, adopted, abandoned, taken over without a test."""
