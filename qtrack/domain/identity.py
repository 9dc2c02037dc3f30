"""Names for rows that stay the same wherever a row travels."""

from __future__ import annotations


def new_uid() -> str:
    """Give a new UUID version 7 (RFC 9562) in its 36-character form: unique, and in order of time."""
    from uuid6 import uuid7

    return str(uuid7())
