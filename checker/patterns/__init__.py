"""Norm patterns and verdict tables: the data of `rules/`, read and checked."""
