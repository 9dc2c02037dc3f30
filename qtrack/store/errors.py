"""What can go wrong with the file, as sentences for the person."""

from __future__ import annotations


class StoreError(Exception):
    """The file cannot be used; the message says why and what was kept."""


class StoreBusyError(StoreError):
    """Another program is writing and did not finish in time."""


class ForeignFileError(StoreError):
    """The file is not a qtrack ledger, or one of a newer program; its bytes were left alone."""
