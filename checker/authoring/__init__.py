"""What helps people to write: a folder to begin with, an obligation from answers, an empty log."""
