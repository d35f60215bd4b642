"""Stands in the way of the library for PDF files, as if it were not installed: a PDF file takes seconds."""

raise ImportError("not in these tests")
