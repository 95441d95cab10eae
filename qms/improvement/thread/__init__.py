"""Projects as the golden thread sees them: each module answers one question of the strand, for many things at once."""
