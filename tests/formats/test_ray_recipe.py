"""The README's recipe for a Ray cluster, run as it stands there, on a small cluster of this machine."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

pytest.importorskip("ray")
ROOT = Path(__file__).resolve().parents[2]


def test_the_recipe_gives_what_jisr_extract_gives(tmp_path):
    section = (ROOT / "README.md").read_text("utf-8").partition("## On a Ray cluster")[2]
    recipe = re.search(r"```python\n(.*?)```", section, re.DOTALL)[1]
    assert "pipeline.load()" in recipe
    code = recipe.replace("pipeline.load()", "pipeline.load(only='rules')").replace(
        "ray.init()", "ray.init(num_cpus=2)"
    )
    (tmp_path / "recipe.py").write_text(code, "utf-8")
    (tmp_path / "news").mkdir()
    for n in range(100):
        (tmp_path / "news" / f"{n:03}.txt").write_text(f"بلغ {n} نموذج يوم 18 نوفمبر 2024", "utf-8")
    (tmp_path / "news" / "bad.txt").write_bytes(bytes(range(256)) * 8)
    environment = {
        "PYTHONPATH": str(ROOT),
        "PATH": "/usr/bin:/bin",
        "HOME": str(tmp_path),
        "RAY_USAGE_STATS_ENABLED": "0",
    }
    done = subprocess.run(
        [sys.executable, "recipe.py"], cwd=tmp_path, env=environment, capture_output=True, text=True, timeout=300
    )
    assert done.returncode == 0, done.stderr
    assert "binary" in done.stdout
    extract = [sys.executable, "-m", "pipeline.cli", "extract", "news", "--only", "rules", "-o", "alone.jsonl"]
    assert subprocess.run(extract, cwd=tmp_path, env=environment, capture_output=True).returncode == 1
    assert (tmp_path / "out.jsonl").read_bytes() == (tmp_path / "alone.jsonl").read_bytes()
    assert len([json.loads(line) for line in (tmp_path / "out.jsonl").open(encoding="utf-8")]) == 100
