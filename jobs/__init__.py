"""Wakes. The only package that imports APScheduler."""
