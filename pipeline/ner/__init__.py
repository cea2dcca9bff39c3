"""PER, ORG and LOC by a fine-tuned encoder."""

from pipeline.ner.recognizer import Recognizer, load_recognizer

__all__ = ["Recognizer", "load_recognizer"]
