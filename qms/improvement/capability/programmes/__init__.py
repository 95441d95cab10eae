"""What is taught: programmes, the tier that they count towards, and when they want refreshing."""
