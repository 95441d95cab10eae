"""What happened, in the team's words."""
