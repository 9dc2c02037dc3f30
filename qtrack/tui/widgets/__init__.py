"""Pieces every screen is built from; they know values and messages, no use case."""
