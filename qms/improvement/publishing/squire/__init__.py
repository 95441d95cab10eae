"""A report in the shape of SQUIRE 2.0: a draft for a journal, with prompts where the record has nothing to say."""
