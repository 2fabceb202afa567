"""One file per verb: load, ask the rules, write. Each function runs inside one unit of work."""
