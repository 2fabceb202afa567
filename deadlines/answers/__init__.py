"""From what the words mean to a moment, or to the moments to ask about."""
