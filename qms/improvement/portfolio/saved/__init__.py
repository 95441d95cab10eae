"""Filters of the portfolio that somebody keeps under a name, for themselves or for others too."""
