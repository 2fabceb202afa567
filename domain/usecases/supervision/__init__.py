"""督办: chasing, and what comes back of it."""
