"""A finished report becomes a file; nothing here knows a table or a session."""
