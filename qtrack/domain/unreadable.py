"""A text that could not be read, told to the person who wrote it."""

from __future__ import annotations

_MOST_QUOTED = 80
"""So many characters of the text are quoted; a pasted page would bury the reason."""


class UnreadableError(ValueError):
    """A text that is no value of its field; the message is a sentence for the person."""


def unreadable(text: str, reason: str) -> UnreadableError:
    """Make the refusal of a text: the text quoted, what is wrong, and what to write instead."""
    quoted = text if len(text) <= _MOST_QUOTED else f"{text[:_MOST_QUOTED]}…"
    return UnreadableError(f"“{quoted}”{reason}")
