"""The execution on columns: many duties at once, for logs of many rows. Needs the extra `bulk`."""
