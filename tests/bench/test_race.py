import time

import pytest

from pipeline.bench import articles, race
from pipeline.bench.peers import bert, others
from pipeline.bench.peers.contender import BATCH, Contender, job_of
from pipeline.document import Document
from pipeline.formats import records

TEXT = "عمل تو لام في هانوي " * 100


def find_lam(texts):
    time.sleep(0.001 * len(texts))
    return [[(text.find("لام"), text.find("لام") + 3, "PER")] for text in texts]


def load_lam(folder):
    assert (folder / "made").read_text() == "once"
    return job_of(find_lam)


def prepare_lam(texts, folder):
    assert texts == [TEXT]
    (folder / "made").write_text("once")


LAM = Contender("lam", load_lam, prepare_lam)
ABSENT = Contender("absent", load_lam, needs=("json", "no_such_module"))


def test_a_race_measures_who_is_there_and_says_who_is_not(monkeypatch, tmp_path):
    (tmp_path / "news.txt").write_text(TEXT, "utf-8")
    monkeypatch.setattr(race, "ours", lambda: [LAM])
    monkeypatch.setattr(race, "others", lambda: [ABSENT])
    _, absent, printed = race.race([str(tmp_path / "news.txt")], 0.1)
    assert "absent; no_such_module is not installed" in absent
    assert "jisr[bench]" in absent
    name, one, two, ratio = [cell.strip() for cell in printed.splitlines()[2].strip("|").split("|")]
    assert (name, ratio) == ("lam", "1 x")
    assert 0 < int(one.replace(",", "")) <= race.WORDS / 0.001
    assert 0 < int(two.replace(",", "")) <= 2 * race.WORDS / 0.001


def test_ratios_are_those_with_most_processes():
    printed = race.standings([race.Speed("fast", (500, 1000))], [race.Speed("peer", (400, 100))])
    assert [cell.strip() for cell in printed.splitlines()[-1].split("|")[1:-1]] == ["peer", "400", "100", "10 x"]


def test_the_job_of_a_peer_writes_records_that_hold(tmp_path):
    given = [Document(id=str(n), text=f"{n} {TEXT}", meta={"number": n}) for n in range(BATCH + 2)]
    articles.write(given, tmp_path / "in.jsonl")
    job_of(find_lam)(tmp_path / "in.jsonl", tmp_path / "out.jsonl")
    found = records.load(tmp_path / "out.jsonl")
    assert [document.with_spans(()) for document in found] == given
    assert all([span.text for span in document.spans] == ["لام"] for document in found)


def test_equal_neighbours_become_a_mention_and_special_pieces_none():
    per, org = 1, 3
    labels, offsets = [per, per, 0, org, per], [(0, 0), (0, 3), (4, 6), (7, 9), (0, 0)]
    assert [*bert.mentions(labels, offsets)] == [(0, 3, "PER"), (7, 9, "ORG")]


@pytest.mark.slow
@pytest.mark.parametrize("contender", others(), ids=lambda contender: contender.name)
def test_every_installed_peer_reads_and_writes(contender, tmp_path):
    if contender.missing():
        pytest.skip(f"{contender.missing()} is not installed")
    contender.prepare([TEXT], tmp_path)
    articles.write([Document(id="a", text=TEXT)], tmp_path / "in.jsonl")
    contender.load(tmp_path)(tmp_path / "in.jsonl", tmp_path / "out.jsonl")
    assert records.load(tmp_path / "out.jsonl")[0].text == TEXT
