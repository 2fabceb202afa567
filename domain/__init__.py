"""Decides. No I/O, no framework, no await."""
