"""A log as columns: for logs of many rows. Needs the extra `bulk`."""

from checker.later import PutOff

UNUSED = (
    "hashlib", "importlib.metadata", "logging", "numpy.ma", "random", "secrets", "shutil", "socket",
    "subprocess", "tempfile", "zipfile",
)  # fmt: skip
"""What Polars and NumPy import for other sources than files, and for messages: a quarter of their start."""

with PutOff(*UNUSED):
    import numpy as np  # noqa: F401 - who imports it later finds it here
    import polars as pl  # noqa: F401 - likewise
