"""People and their roles, as administrators look after them."""
