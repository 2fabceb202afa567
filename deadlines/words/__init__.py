"""From text to tokens: one spelling, the words of three languages, digits, names of places and festivals."""
