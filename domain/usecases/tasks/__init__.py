"""What people do with tasks: give them, take them on, report, ask, decide."""
