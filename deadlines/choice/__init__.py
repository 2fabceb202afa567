"""Which expression of a text is its deadline, whether it is one at all, and what is left of the text."""
