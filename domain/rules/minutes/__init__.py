"""Minutes taken apart: which lines are matters, who has them, by when."""
