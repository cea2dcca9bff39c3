"""Dates, periods, durations and times: typed values, lexicons and the grammar that finds them."""
