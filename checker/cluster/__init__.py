"""Judges a log that is larger than one machine bears: part by part, on the workers of a Dask cluster."""
