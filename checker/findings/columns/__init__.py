"""Verdicts on many duties at once. Needs the extra `bulk`."""
