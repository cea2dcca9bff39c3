"""Page furniture, sentences, tokens and clitic words of a raw text, as offsets."""
