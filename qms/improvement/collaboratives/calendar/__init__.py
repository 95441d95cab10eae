"""Learning sessions, action periods and calls, and who came."""
