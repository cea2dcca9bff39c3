from pathlib import Path

ROOT = Path(__file__).parents[2]
GOLD = ROOT / "annotations" / "gold"
CORPUS = ROOT / "corpus"
MODELS = ROOT / "models" / "tokenizer"
