"""The commands over a small input, with the shipped models."""

import json

import pytest
from click.testing import CliRunner

import pipeline
from pipeline.bench import growth, model, stages
from pipeline.bench.stopwatch import Stopwatch
from pipeline.bench.watched import WatchedExtractor
from pipeline.cli import main
from pipeline.extractor import configured

TEXT = "عمل الأمين العام تو لام في هانوي صباح أمس مع 408,000 عضو.\n"


@pytest.fixture
def news(tmp_path):
    file = tmp_path / "news.jsonl"
    file.write_text(json.dumps({"id": "a", "text": TEXT * 5}) + "\n")
    return str(file)


def bench(*arguments):
    done = CliRunner().invoke(main, ["bench", *arguments], catch_exceptions=False)
    assert done.exit_code == 0, done.output
    return done.stdout


def test_stages_as_json_hold_each_stage_and_their_sum(news):
    found = json.loads(bench("stages", news, "--json"))
    names = [stage["name"] for stage in found["stages"]]
    assert names == [*stages.STAGES, "all"]
    assert (found["documents"], found["words"]) == (1, 5 * len(TEXT.split()))
    *each, whole = found["stages"]
    assert sum(stage["seconds"] for stage in each) == pytest.approx(whole["seconds"])
    assert sum(stage["share"] for stage in each) == pytest.approx(1)
    share = next(stage["share"] for stage in each if stage["name"] == "NER model")
    assert found["outside_model"] == pytest.approx(1 - share)


def test_stages_as_a_table_name_each_stage(news):
    printed = bench("stages", news)
    assert all(f"| {name} " in printed for name in stages.STAGES)


def test_the_extractor_under_the_stopwatch_does_the_same_work():
    watch = Stopwatch()
    found = WatchedExtractor(configured(), watch)(TEXT)
    assert found == pipeline.load()(TEXT)
    assert {span.label for span in found.spans} >= {"PER", "LOC", "NUM", "DATE"}
    assert all(watch.seconds[stage] > 0 for stage in ("tokenise", "NER model", "NER around it", "rules", "merge"))


def test_the_models_use_of_the_processor(news, monkeypatch):
    pytest.importorskip("onnx")
    monkeypatch.setattr(model, "_ARTICLES", 1)
    printed = bench("model", news)
    assert "int8 peak, one core:" in printed
    assert "| between operators " in printed


def test_growth_compares_the_same_text(news, monkeypatch):
    for name, value in {"MANY": 60, "FEW": 6, "EVERY": 2, "LONG": 1000, "SHORT": 50}.items():
        monkeypatch.setattr(growth, name, value)
    printed = growth.growth([news], configured(only="rules"))
    rows = [row.split("|")[1:3] for row in printed.splitlines() if row.startswith("| ")][2:]
    assert [[cell.strip() for cell in row] for row in rows] == [
        ["6 documents, 5 times", "1,200"],
        ["60 documents", "2,400"],
        ["documents of 50 words", "1,000"],
        ["a document of 1,000 words", "1,000"],
    ]


@pytest.mark.parametrize("command", ["stages", "model", "growth", "peers"])
def test_an_input_that_is_not_there_is_named(command):
    done = CliRunner().invoke(main, ["bench", command, "nowhere.jsonl"])
    assert done.exit_code == 2
    assert "nowhere.jsonl" in done.stderr
