"""The summary table: every chart's reading as one row."""
