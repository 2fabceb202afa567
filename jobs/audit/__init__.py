"""The auditor: what every open task must look like by its history, beside what it looks like."""
