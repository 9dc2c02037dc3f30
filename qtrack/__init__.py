"""qtrack: keeps a market-supervision bureau's ledgers and shows where it stands."""

__version__ = "0.1.0"
