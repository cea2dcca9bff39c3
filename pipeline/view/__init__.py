"""Documents to look at: a self-contained HTML page."""
