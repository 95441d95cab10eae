"""One unit's financial year: what it told others, what was agreed, gained, finished and learned."""
