"""The parts of a project that can be brought along to another unit."""

CHARTER, MEASURES, IDEAS, PLAN = "charter", "measures", "ideas", "plan"
