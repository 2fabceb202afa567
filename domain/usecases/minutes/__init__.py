"""Minutes to tasks: read, gone through line by line, given together."""
