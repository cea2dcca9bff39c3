"""Vietnamese names and their Arabic spellings."""
