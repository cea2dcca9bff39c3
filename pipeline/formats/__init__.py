"""Reading documents in and writing records out: one file a format, one registry (`sources.READERS`)."""
