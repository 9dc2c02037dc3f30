"""Invented data, visibly so, on a fixed day."""
