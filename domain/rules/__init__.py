"""The rules, pure: a task and the circumstances in, what becomes of it out."""
