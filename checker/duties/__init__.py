"""From a check to its duties: who owes, in which window, and what may break a standing duty."""
