"""What a project publishes: a summary, a poster and a report, all filled from one reading of its record."""
