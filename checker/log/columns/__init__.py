"""A log as columns: for logs of many rows. Needs the extra `bulk`."""
