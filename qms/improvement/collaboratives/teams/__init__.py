"""The teams: joining, inviting, starting in, leaving, and what each has reported."""
