"""The program's own commands and what they need."""
