"""What people and time make happen, by subject: load, ask the rules, write. Each function runs inside one unit of work."""
