"""The command as a process of its own: what only shows there."""

import json
import subprocess
import sys

RULES = [sys.executable, "-m", "pipeline.cli", "extract", "--only", "rules"]


def loaded(code: str) -> set[str]:
    """The modules that are loaded after `code` ran in a fresh interpreter."""
    listing = subprocess.run(
        [sys.executable, "-c", f"import sys\n{code}\nprint(*sys.modules)"], capture_output=True, text=True, check=True
    )
    return set(listing.stdout.split())


def test_importing_the_package_loads_nothing_heavy():
    assert not {"numpy", "onnxruntime", "jinja2", "msgspec", "click", "pipeline.extractor"} & loaded("import pipeline")


def test_the_rules_load_no_model_runtime_and_no_template_engine():
    modules = loaded("import pipeline\npipeline.load(only='rules')('بلغ 408,000 نموذج')")
    assert "pipeline.rules.engine" in modules
    assert not {"numpy", "onnxruntime", "tokenizers", "jinja2", "charset_normalizer", "torch", "stanza"} & modules


def test_records_through_a_pipe(tmp_path):
    given = json.dumps({"id": "a", "text": "بلغ 408,000 نموذج", "meta": {"published": "2024-11-18"}}) + "\n"
    done = subprocess.run([*RULES, "-", "-o", "-"], input=given.encode(), capture_output=True, cwd=tmp_path, check=True)
    record = json.loads(done.stdout)
    assert record["meta"] == {"published": "2024-11-18"}
    assert [(entity["text"], entity["value"]) for entity in record["entities"]] == [("408,000", 408000)]


def test_the_locale_of_the_process_does_not_matter(tmp_path):
    (tmp_path / "خبر.txt").write_text("بلغ 408,000 نموذج", "utf-8")
    environment = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0", "PYTHONIOENCODING": "ascii"}
    done = subprocess.run([*RULES, str(tmp_path), "-o", "-"], capture_output=True, env=environment, cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["id"] == "خبر"


def test_a_reader_that_leaves_early_is_no_crash(tmp_path):
    line = json.dumps({"id": "a", "text": "7 " * 10_000}) + "\n"
    (tmp_path / "in.jsonl").write_text(line * 20)
    with subprocess.Popen(
        [*RULES, str(tmp_path / "in.jsonl")], stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=tmp_path
    ) as process:
        process.stdout.read(10)
        process.stdout.close()
        assert b"Traceback" not in process.stderr.read()
