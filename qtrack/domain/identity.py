"""Names for rows that stay the same wherever a row travels."""

from __future__ import annotations

from collections.abc import Callable
from itertools import count


def new_uid() -> str:
    """Give a new UUID version 7 (RFC 9562) in its 36-character form: unique, and in order of time."""
    from uuid6 import uuid7

    return str(uuid7())


def new_uids() -> Callable[[], str]:
    """Give the function that makes new uids for one piece of work: the first as `new_uid`, then counted on.

    RFC 9562 6.2, method 2: what is random counts as a number, of which half is left to count through.
    """
    first = new_uid()
    begun, node = first[:24], int(first[24:], 16)
    numbers = count(node >> 1)
    return lambda: f"{begun}{next(numbers):012x}"
