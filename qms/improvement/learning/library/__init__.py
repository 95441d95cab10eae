"""One index over projects, tests, change ideas, plans and reports, those that were abandoned too."""
