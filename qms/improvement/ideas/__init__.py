"""Change ideas on driver diagrams that projects take up."""
