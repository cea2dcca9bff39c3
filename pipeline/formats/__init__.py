"""Reading documents in and writing records out: one file a format, two registries (`registry` of what is read, `writers` of what is written)."""
