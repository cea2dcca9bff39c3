"""Reading documents in and writing records out: one file a format; `registry` and `writers` know them all."""
