"""Dates, periods, durations and times: typed values, lexicons and the grammar that finds them."""

from pipeline.rules.dates.find import find

__all__ = ["find"]
