"""Numbers: cardinal, ordinal, percent, money, fraction and range, with typed values."""
