"""The reference model of the semantics: brute force, slow, and as literal as can be."""
