"""Threads that make much at once, kept from holding up the screen."""

from __future__ import annotations

import gc
import sys
from collections.abc import Iterator
from contextlib import contextmanager

_TURN_S = 0.001
"""So long a busy thread works while the screen waits for its turn; Python's own 5 ms would be felt."""


@contextmanager
def calm() -> Iterator[None]:
    """Let no collection of garbage look at everything made inside: for a large file that takes a second.

    What was made is passed over until `settled` is left; it holds no circles, so nothing is lost by that.
    """
    before = sys.getswitchinterval()
    sys.setswitchinterval(_TURN_S)
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.enable()
        sys.setswitchinterval(max(before, _TURN_S))


@contextmanager
def settled() -> Iterator[None]:
    """Have garbage collected everywhere again once this is left."""
    try:
        yield
    finally:
        gc.unfreeze()
