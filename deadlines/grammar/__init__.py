"""From tokens to what they mean: rows of patterns, a file for each kind of expression."""
