"""Storyboards: one page a team for each learning session, made from the record with the team's own words."""
