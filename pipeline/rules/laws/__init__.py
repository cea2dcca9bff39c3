"""References to documents: laws, decrees, resolutions, by kind and number."""

from pipeline.rules.laws.grammar import find

__all__ = ["find"]
