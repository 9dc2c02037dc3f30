"""Values and rules; the standard library only, today always passed in."""
