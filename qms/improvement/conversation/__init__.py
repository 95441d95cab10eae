"""What colleagues say to each other about a project, and who hears of it."""
