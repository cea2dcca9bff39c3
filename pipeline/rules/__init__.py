"""Numbers, dates and references to documents, by grammar and lexicons."""
