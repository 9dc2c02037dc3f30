"""Programmes and regions read from TOML files and checked."""
