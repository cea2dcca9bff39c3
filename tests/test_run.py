import json
import logging
from pathlib import Path

import pytest

from pipeline.errors import UsageError
from pipeline.run import run
from tests.stand_ins import extractor


def lines(path: Path):
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def write(path: Path, *texts: str) -> Path:
    path.write_text("".join(json.dumps({"id": text, "text": text}) + "\n" for text in texts), "utf-8")
    return path


def test_documents_that_fail_are_set_aside_and_the_others_written_in_order(tmp_path, caplog):
    source, output = write(tmp_path / "in.jsonl", "1", "2", "crash", "4", "5"), tmp_path / "out.jsonl"
    report = run([str(source)], output, extractor(documents=3))
    assert [record["id"] for record in lines(output)] == ["1", "2", "4", "5"]
    (set_aside,) = lines(tmp_path / "out.quarantine.jsonl")
    assert (set_aside["line"], set_aside["id"]) == (3, "crash")
    assert set_aside["reason"] == "ZeroDivisionError: no such number"
    assert json.loads(set_aside["raw"])["text"] == "crash"
    assert (report.counts.documents, report.counts.quarantined, report.counts.entities) == (4, 1, {"NUM": 4})
    assert "in.jsonl, line 3, document 'crash'" in caplog.text


def test_what_was_set_aside_can_be_fed_back(tmp_path):
    bad = '{"id": "a", "text": "7", "meta": {"published": "18/11/2024"}}'
    (tmp_path / "in.jsonl").write_text(bad)
    run([str(tmp_path / "in.jsonl")], tmp_path / "out.jsonl", extractor())
    (set_aside,) = lines(tmp_path / "out.quarantine.jsonl")
    (tmp_path / "mended.jsonl").write_text(set_aside["raw"].replace("18/11/2024", "2024-11-18"))
    assert run([str(tmp_path / "mended.jsonl")], tmp_path / "out2.jsonl", extractor()).counts.documents == 1


def test_a_quarantine_file_is_an_input_again(tmp_path):
    source = write(tmp_path / "in.jsonl", "1", "crash", "3")
    with source.open("ab") as stream:
        stream.write(b'{"id": "b", "text": "7", "meta": {"published": "18/11/2024"}}\nnot json\n\xff\n')
    run([str(source), str(tmp_path / "missing.txt")], tmp_path / "out.jsonl", extractor())
    quarantine = tmp_path / "out.quarantine.jsonl"
    before = lines(quarantine)
    assert len(before) == 5
    quarantine.write_text(
        quarantine.read_text("utf-8").replace("18/11/2024", "2024-11-18").replace("crash", "2"), "utf-8"
    )
    report = run([str(quarantine)], tmp_path / "again.jsonl", extractor())
    assert [record["id"] for record in lines(tmp_path / "again.jsonl")] == ["2", "b"]
    after = lines(tmp_path / "again.quarantine.jsonl")
    assert report.counts.quarantined == len(after) == 3
    payloads = [[(each.get("raw"), each.get("raw_base64")) for each in found] for found in (before, after)]
    assert payloads[1][:2] == payloads[0][2:4]
    assert "only its place was kept" in after[2]["reason"] and "missing.txt" in after[2]["hint"]


def test_a_record_has_the_agreed_fields(tmp_path):
    run([str(write(tmp_path / "in.jsonl", "7 لام"))], tmp_path / "out.jsonl", extractor())
    assert lines(tmp_path / "out.jsonl") == [
        {
            "id": "7 لام",
            "text": "7 لام",
            "meta": {},
            "entities": [
                {"start": 0, "end": 1, "label": "NUM", "text": "7", "kind": "cardinal", "value": 7},
                {"start": 2, "end": 5, "label": "PER", "text": "لام", "score": 0.9},
            ],
        }
    ]


def test_two_documents_of_one_id_are_both_written_with_a_warning(tmp_path, caplog):
    report = run([str(write(tmp_path / "in.jsonl", "1", "1"))], tmp_path / "out.jsonl", extractor())
    assert report.counts.documents == 2 and "line 2: the id '1' was there before" in caplog.text


def test_batches_do_not_change_the_bytes(tmp_path):
    source = write(tmp_path / "in.jsonl", *map(str, range(10)))
    for size in (1, 3, 100):
        run([str(source)], tmp_path / f"{size}.jsonl", extractor(documents=size))
    assert len({(tmp_path / f"{size}.jsonl").read_bytes() for size in (1, 3, 100)}) == 1


@pytest.mark.parametrize("output", ["in.jsonl", "page.html", "folder"])
def test_a_wrong_output_is_refused_before_anything_is_written(tmp_path, output):
    source = write(tmp_path / "in.jsonl", "1")
    before = source.read_bytes()
    (tmp_path / "folder").mkdir()
    with pytest.raises(UsageError):
        run([str(source)], tmp_path / output, extractor())
    assert source.read_bytes() == before and {path.name for path in tmp_path.iterdir()} == {"in.jsonl", "folder"}


def test_reading_does_not_run_ahead_of_writing(tmp_path, monkeypatch):
    """Memory stays flat: when the first batch is processed, only one document beyond it has been read."""
    from pipeline.formats import records

    read, processed = [], []
    real = records._read_line
    monkeypatch.setattr(records, "_read_line", lambda *given: read.append(given) or real(*given))
    nlp = extractor(documents=2)
    monkeypatch.setattr(nlp, "process", lambda documents: processed.append(len(read)) or documents)
    run([str(write(tmp_path / "in.jsonl", *map(str, range(9))))], tmp_path / "out.jsonl", nlp)
    assert processed == [3, 5, 7, 9, 9]


def test_explanations_go_to_the_log(tmp_path, caplog):
    caplog.set_level(logging.INFO)
    run([str(write(tmp_path / "in.jsonl", "a 7"))], tmp_path / "out.jsonl", extractor(), explain=True)
    assert "a 7 2:3 NUM '7' 7: digits (lexicon.tsv:1)" in caplog.text
