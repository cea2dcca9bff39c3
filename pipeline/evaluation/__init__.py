"""Scoring predicted records against gold: strict spans, values, and a listing of what is wrong."""
