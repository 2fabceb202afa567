"""What becomes of a promised message."""
