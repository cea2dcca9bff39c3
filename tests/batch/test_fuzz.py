"""Damaged inputs of all formats through a whole run: it comes to its end, and no neighbour is lost."""

import gzip
import random

import pytest
from backports import zstd

from pipeline.formats import sources
from tests.batch.helpers import records, start
from tests.formats.test_fuzz import good, mutated

SUFFIXES = [suffix for suffix in sources.FORMATS if suffix != ".htm"]
PACKED = {"": bytes, ".gz": gzip.compress, ".zst": zstd.compress}


def damaged_run(tmp_path, times: int, engine: str) -> None:
    chance = random.Random(11)
    whole = {suffix: good(suffix, tmp_path) for suffix in SUFFIXES}
    news = tmp_path / "news"
    news.mkdir()
    for n in range(times):
        suffix = chance.choice(SUFFIXES)
        packed = chance.choice(["", "", ".gz", ".zst"]) if suffix != ".parquet" else ""
        data = (
            PACKED[packed](mutated(whole[suffix], chance))
            if chance.random() < 0.5
            else mutated(PACKED[packed](whole[suffix]), chance)
        )
        (news / f"{n:05}{suffix}{packed}").write_bytes(data)
        (news / f"{n:05}-good.txt").write_text(f"good {n}")
    inputs = [news, *sorted(path for path in news.iterdir() if path.suffix not in (".txt", ".html", ".warc"))]
    standing = start(inputs, tmp_path / "out", engine=engine, settings=("run.seconds=60",))
    assert standing.is_done and standing.counts.quarantined and standing.counts.documents > times
    found = [record["text"] for record in records(tmp_path / "out") if record["id"].endswith("-good")]
    assert found == [f"good {n}" for n in range(times)]


def test_damaged_files_in_a_run(tmp_path):
    damaged_run(tmp_path, 150, "serial")


@pytest.mark.slow
def test_ten_thousand_damaged_files_in_a_run(tmp_path):
    damaged_run(tmp_path, 10_000, "process")
