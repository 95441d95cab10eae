"""What a project or a unit told others, and what others did with it: the log of impact and communication."""
