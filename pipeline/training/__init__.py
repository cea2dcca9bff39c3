"""Makes the models that jisr uses. Needs the extra `train`; extraction imports nothing from here."""
