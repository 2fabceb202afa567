"""The nouns of the office, as frozen values. Moments are aware UTC, ids are up to 52 bits."""
