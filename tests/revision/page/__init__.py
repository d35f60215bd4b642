"""The revision paper and the comparison as pages."""
