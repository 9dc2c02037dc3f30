"""The database file: opened safely, written in short transactions, migrated."""
