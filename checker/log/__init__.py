"""The log: entries that exist on a given day."""
