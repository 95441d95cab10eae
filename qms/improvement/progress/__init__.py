"""How far a project has come: its stage, and its score as the team and the coach see it."""
