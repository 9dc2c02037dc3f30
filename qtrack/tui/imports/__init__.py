"""The screens that bring a file, or a pasted block, into a ledger."""
