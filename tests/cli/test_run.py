"""`jisr run` and `jisr run status` as a person calls them."""

import json
from pathlib import Path

import pytest

RUN = ("run", "--only", "rules", "--engine", "serial")


def write(name: str, *texts: str) -> str:
    Path(name).write_text("".join(json.dumps({"id": f"{name}-{n}", "text": t}) + "\n" for n, t in enumerate(texts)))
    return name


def ids() -> list[str]:
    parts = sorted(Path("out/parts").iterdir())
    return [json.loads(line)["id"] for part in parts for line in part.read_text().splitlines()]


def test_a_run_its_summary_and_its_status(call):
    result = call(*RUN, write("a.jsonl", "7", "8 9"), "-o", "out")
    assert (result.exit_code, result.stdout, ids()) == (0, "", ["a.jsonl-0", "a.jsonl-1"])
    assert "1 of 1 shards (done)" in result.stderr and "NUM 3" in result.stderr
    assert "documents: 2 (3 words)" in call("run", "status", "out").stdout
    status = json.loads(call("run", "status", "out", "--json").stdout)
    assert status["counts"]["entities"] == {"NUM": 3} and not status["running"]


def test_json_and_quiet_leave_standard_error_empty(call):
    result = call(*RUN, write("a.jsonl", "7"), "-o", "out", "--json")
    assert json.loads(result.stdout)["new"]["documents"] == 1 and result.stderr == ""
    result = call(*RUN, "a.jsonl", "-o", "out", "-q")
    assert result.stdout == result.stderr == ""


def test_bad_documents_end_a_run_with_1_also_when_it_is_called_again(call):
    Path("a.jsonl").write_text('{"id": "a", "text": "7"}\nnot json\n')
    result = call(*RUN, "a.jsonl", "missing.txt", "-o", "out")
    assert result.exit_code == 1 and ids() == ["a"]
    assert "a.jsonl, line 2: not JSON" in result.stderr and "missing.txt: no such file" in result.stderr
    assert "could not be processed: 2" in result.stderr
    assert call(*RUN, "a.jsonl", "-o", "out").exit_code == 1


def test_dry_run_writes_nothing(call):
    result = call(*RUN, write("a.jsonl", "7"), "-o", "out", "--dry-run")
    assert "1 of 1 shards to do" in result.stderr and not Path("out").exists()
    call(*RUN, "a.jsonl", "-o", "out")
    before = sorted(Path().rglob("*"))
    assert "1 of 2 shards" in call(*RUN, "a.jsonl", write("b.jsonl", "8"), "-o", "out", "--dry-run").stderr
    assert sorted(Path().rglob("*")) == sorted([*before, Path("b.jsonl")])


def test_inputs_from_a_list_a_pattern_and_standard_input(call):
    write("a.jsonl", "7"), write("b.jsonl", "8"), write("c.jsonl", "9")
    Path("list").write_text("c.jsonl\n\n")
    given = '{"id": "in", "text": "7"}\n'
    result = call(*RUN, "[ab].jsonl", "-", "--files-from", "list", "-o", "out", stdin=given)
    assert result.exit_code == 0 and ids() == ["a.jsonl-0", "b.jsonl-0", "in", "c.jsonl-0"]
    again = call(*RUN, "[ab].jsonl", "-", "--files-from", "list", "-o", "out", "--json", stdin=given)
    assert json.loads(again.stdout)["new"]["documents"] == 0
    assert "nothing has such a name" in call(*RUN, "x*.jsonl", "-o", "out2").stderr


def test_verbose_tells_what_was_passed_over(call):
    Path("a.html").write_text("<html></html>")
    assert "passed over 1 × page without an article" in call(*RUN, "a.html", "-o", "out", "-v").stderr
    assert "passed over: 1 × page without an article" in call("run", "status", "out").stdout


@pytest.mark.parametrize(
    "arguments",
    [
        ["run"],
        ["run", "in.jsonl"],
        ["run", "-o", "out"],
        ["run", "missing.jsonl", "-o", "out"],
        ["run", "in.jsonl", "-o", "out", "--format", "doc"],
        ["run", "in.jsonl", "-o", "out", "--shard-index", "2", "--shard-count", "2"],
        ["run", "in.jsonl", "-o", "out", "--shard-count", "2", "--force"],
        ["run", "-", "-o", "out", "--dry-run"],
        ["run", "status", "out"],
    ],
)
def test_a_wrong_call_writes_nothing_and_ends_with_2(call, arguments):
    write("in.jsonl", "7")
    result = call(*arguments)
    assert result.exit_code == 2 and result.stderr and result.stdout == ""
    assert [path.name for path in Path().iterdir()] == ["in.jsonl"]


@pytest.mark.parametrize(
    ("option", "value", "library"), [("--engine", "ray", "ray"), ("--skip-duplicates", "near", "rensa")]
)
def test_a_library_that_is_missing_is_named_before_anything_is_written(call, monkeypatch, option, value, library):
    monkeypatch.setattr("pipeline.formats.extras.find_spec", lambda name: None if name == library else object())
    result = call("run", write("in.jsonl", "7"), "-o", "out", option, value)
    assert result.exit_code == 2 and "pip install 'jisr[" in result.stderr and not Path("out").exists()


def test_help(call):
    assert "--shard-count" in call("run", "--help").stdout
    assert "FOLDER" in call("run", "status", "--help").stdout
