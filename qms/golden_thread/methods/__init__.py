"""The methods page: every chart and rule with its formula, source and example, and how it compares with the references."""
