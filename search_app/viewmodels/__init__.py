"""Frozen values that templates place: all text is ready to read, all addresses are made, all markup is escaped."""
