"""The database file: opened safely, written in short transactions, migrated."""

from qtrack.store.errors import ForeignFileError, StoreBusyError, StoreError
from qtrack.store.store import Actor, Store, open_store

__all__ = ["Actor", "ForeignFileError", "Store", "StoreBusyError", "StoreError", "open_store"]
