import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from pipeline.cli import main


def records(text: str):
    return [json.loads(line) for line in text.splitlines()]


def test_extract_to_a_file(call):
    Path("in").mkdir()
    Path("in/a.txt").write_text("لام 7", "utf-8")
    result = call("extract", "in", "-o", "out/out.jsonl")
    assert (result.exit_code, result.stdout) == (0, "")
    (record,) = records(Path("out/out.jsonl").read_text("utf-8"))
    assert record["id"] == "a" and [entity["label"] for entity in record["entities"]] == ["PER", "NUM"]
    assert "documents: 1 (2 words" in result.stderr and "NUM 1 PER 1" in result.stderr


def test_standard_input_to_standard_output(call):
    result = call("extract", "-", "-o", "-", stdin='{"id":"a","text":"لام"}\n{"id":"b","text":"7"}\n')
    assert result.exit_code == 0
    assert [record["id"] for record in records(result.stdout)] == ["a", "b"]


@pytest.mark.parametrize(("only", "labels"), [("rules", ["NUM"]), ("ner", ["PER"])])
def test_only_one_half(call, only, labels):
    result = call("extract", "-", "--only", only, stdin='{"id":"a","text":"لام 7"}')
    (record,) = records(result.stdout)
    assert [entity["label"] for entity in record["entities"]] == labels


def test_bad_documents_are_named_and_set_aside_with_exit_code_1(call):
    Path("bad.txt").write_bytes(bytes(range(256)) * 8)
    Path("good.txt").write_text("7", "utf-8")
    result = call("extract", "bad.txt", "missing.txt", "good.txt", "-o", "out.jsonl")
    assert result.exit_code == 1
    assert [record["id"] for record in records(Path("out.jsonl").read_text())] == ["good"]
    assert [line["source"] for line in records(Path("out.quarantine.jsonl").read_text())] == ["bad.txt", "missing.txt"]
    assert "bad.txt" in result.stderr and "missing.txt: no such file" in result.stderr


def test_bad_lines_of_standard_input(call):
    result = call("extract", "-", stdin='{"id":"a","text":"7"}\nnot json\n')
    assert result.exit_code == 1 and len(records(result.stdout)) == 1
    (line,) = records(Path("jisr.quarantine.jsonl").read_text())
    assert (line["source"], line["line"], line["raw"]) == ("-", 2, "not json")


@pytest.mark.parametrize(
    "arguments",
    [
        ["extract"],
        ["extract", "missing.txt", "-o", "out.jsonl"],
        ["extract", "in.txt", "-o", "out.html"],
        ["extract", "in.txt", "-o", "out.jsonl", "--only", "names"],
        ["extract", "in.txt", "-o", "out.jsonl", "--set", "batch.documents=0"],
        ["extract", "in.txt", "-o", "out.jsonl", "--config", "missing.toml"],
        ["evaluate", "missing.jsonl", "missing.jsonl"],
        ["view", "missing.jsonl", "-o", "page.html"],
        ["summary", "missing.jsonl"],
        ["nothing"],
    ],
)
def test_a_wrong_call_writes_nothing_and_ends_with_2(call, arguments):
    Path("in.txt").write_text("7", "utf-8")
    result = call(*arguments)
    assert result.exit_code == 2 and result.stderr and result.stdout == ""
    assert [path.name for path in Path().iterdir()] == ["in.txt"]


def test_a_model_that_is_not_shipped(tmp_path):
    (tmp_path / "in.txt").write_text("7", "utf-8")
    result = CliRunner().invoke(main, ["extract", str(tmp_path / "in.txt"), "--model", "huge"])
    assert result.exit_code == 2 and "accurate" in result.stderr


def test_explain_speaks_on_standard_error(call):
    result = call("extract", "-", "--explain", stdin='{"id":"a","text":"7"}')
    assert "a 0:1 NUM '7' 7: digits (lexicon.tsv:1)" in result.stderr
    assert len(records(result.stdout)) == 1


def test_the_way_from_text_to_score_and_page(call):
    Path("in.txt").write_text("لام 7", "utf-8")
    call("extract", "in.txt", "-o", "out.jsonl")
    scores = call("evaluate", "out.jsonl", "out.jsonl", "--json")
    assert json.loads(scores.stdout)["strict"]["micro"]["f1"] == 1
    assert "100.00" in call("evaluate", "out.jsonl", "out.jsonl", "--errors", 3).stdout
    assert call("view", "out.jsonl", "-o", "page.html").exit_code == 0
    assert "لام" in Path("page.html").read_text("utf-8")
    assert "people      1 × لام" in call("summary", "out.jsonl").stdout


def test_errors_beside_json_leave_standard_output_to_the_data(call):
    Path("gold.jsonl").write_text(
        '{"id":"a","text":"x","entities":[{"start":0,"end":1,"label":"PER","text":"x"}]}', "utf-8"
    )
    Path("found.jsonl").write_text('{"id":"a","text":"x"}', "utf-8")
    result = call("evaluate", "gold.jsonl", "found.jsonl", "--json", "--errors", 1)
    assert json.loads(result.stdout)["strict"]["micro"]["recall"] == 0 and "missed" in result.stderr


@pytest.mark.parametrize("command", [[], ["extract"], ["evaluate"], ["view"], ["summary"]])
def test_every_command_has_help(call, command):
    result = call(*command, "--help")
    assert result.exit_code == 0 and "Usage:" in result.stdout


def test_version(call):
    assert call("--version").stdout.startswith("jisr, version ")
