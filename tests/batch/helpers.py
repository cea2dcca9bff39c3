"""What the tests of bulk runs share."""

from __future__ import annotations

import json
from pathlib import Path

from pipeline.batch.options import Options
from pipeline.batch.run import run
from pipeline.extractor import configured
from tests.batch import stand_ins

SMALL = ("run.shard_bytes=2000", "run.seconds=1")


def write(path: Path, texts, prefix: str = "") -> Path:
    lines = (json.dumps({"id": f"{prefix}{n}", "text": text}, ensure_ascii=False) for n, text in enumerate(texts))
    path.write_text("".join(line + "\n" for line in lines), "utf-8")
    return path


def start(inputs, output: Path, *, load=stand_ins.load, settings=SMALL, **options):
    given = {"engine": "serial", "workers": 2} | options
    chosen = configured(only="rules", settings=settings)
    return run([str(each) for each in inputs], output, chosen, Options(**given), load=load)


def records(output: Path) -> list[dict]:
    parts = sorted((output / "parts").glob("*.jsonl"))
    return [json.loads(line) for part in parts for line in part.read_text("utf-8").splitlines()]


def ids(output: Path) -> list[str]:
    return [record["id"] for record in records(output)]


def quarantined(output: Path) -> list[dict]:
    files = sorted((output / "quarantine").glob("*.jsonl"))
    return [json.loads(line) for file in files for line in file.read_text("utf-8").splitlines()]


def content(output: Path) -> dict[str, bytes]:
    """All that a run's result is: its parts and what was set aside and passed over."""
    folders = ("parts", "quarantine", "skipped", "manifest")
    return {
        str(p.relative_to(output)): p.read_bytes() for folder in folders for p in sorted((output / folder).iterdir())
    }
