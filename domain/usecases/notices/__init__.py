"""通知: told to teams, read, and followed up."""
