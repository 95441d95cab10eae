"""Control watches: whether the gain of a finished project holds, for an agreed time."""
