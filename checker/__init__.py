"""Shows whether an agreement is being kept: obligations in YAML, a dated log, verdicts with reasons."""

__version__ = "0.1.0"
