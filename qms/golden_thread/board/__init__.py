"""The board page: every objective, what its measures say, and what nobody is acting on."""
