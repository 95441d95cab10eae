"""Who works with qms: people, their roles, what each role may do, and the marks that guard every view."""
