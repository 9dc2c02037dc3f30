"""Sheets and packages that come in from other programs."""
