"""Verdicts: which line of a table holds, on what evidence, and why."""
