"""Sheets that come in from other programs."""
