"""Write annotations/manifest.json: `python -m tests.quality.manifest`."""

from __future__ import annotations

import json

from tests.quality import gold

FILE = gold.ANNOTATIONS / "manifest.json"

if __name__ == "__main__":
    FILE.write_text(json.dumps(gold.manifest(), indent=2) + "\n", "utf-8")
