"""What the office reads: digests and worklists."""
