"""The command line twin: what the screens do, for scripts."""
