"""The base of the rules: lexicons that stay clean, the merge, furniture, explanations."""

from datetime import date
from pathlib import Path

import pytest

from pipeline.errors import JisrError
from pipeline.rules import lexicon
from pipeline.rules.candidate import Candidate
from pipeline.rules.engine import Rules
from pipeline.rules.lexer import FAR, GLUED, LINE, SPACE, lex
from pipeline.rules.merge import merge
from pipeline.rules.view import view

RULES = Rules()
HEAD = "\t".join(lexicon.COLUMNS)


def _file(folder: Path, *rows: str) -> Path:
    path = folder / "words.tsv"
    path.write_text("\n".join([HEAD, *rows, ""]), encoding="utf-8")
    return path


def _num(start: int, end: int, **fields: object) -> Candidate:
    return Candidate(start, end, "NUM", "cardinal", 1, "test", **fields)  # type: ignore[arg-type]


def test_shipped_lexicons_hold_together() -> None:
    rows = [row for path in Path(lexicon.__file__).parent.glob("*/*.tsv") for row in lexicon.read(path)]
    assert len(rows) > 1000
    assert lexicon.build(rows).words


@pytest.mark.parametrize(
    ("row", "complaint"),
    [
        ("ثلاثة\tone\t3\tpd\tgrammar", "not normalised"),
        ("ثلاثه \tone\t3\tpd\tgrammar", "not normalised"),
        ("ثلاثه\tone\t3\tgrammar", "4 columns"),
        ("ثلاثه\tone\t3\tx\tgrammar", "column takes"),
    ],
)
def test_a_wrong_row_is_refused_with_its_place(tmp_path: Path, row: str, complaint: str) -> None:
    with pytest.raises(JisrError, match=complaint) as refusal:
        lexicon.read(_file(tmp_path, "# a comment", row))
    assert "words.tsv:3" in str(refusal.value)


def test_a_wrong_head_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "words.tsv"
    path.write_text("word\tvalue\n", encoding="utf-8")
    with pytest.raises(JisrError, match="wrong head"):
        lexicon.read(path)


def test_a_surface_twice_in_a_category_is_refused(tmp_path: Path) -> None:
    row = "ثلاثه\tone\t3\tpd\tgrammar"
    with pytest.raises(JisrError, match="is already in"):
        lexicon.build(lexicon.read(_file(tmp_path, row, row)))


def test_attached_forms_are_derived(tmp_path: Path) -> None:
    words = lexicon.build(lexicon.read(_file(tmp_path, "مليون\tscale\t1000000\tpd\tgrammar"))).words
    readings = {surface: (r["scale"].particle, r["scale"].skip, r["scale"].definite) for surface, r in words.items()}
    assert readings["مليون"] == ("", 0, False)
    assert readings["المليون"] == ("", 0, True)
    assert readings["وبمليون"] == ("وب", 2, False)
    assert readings["وبالمليون"] == ("وب", 2, True)
    assert readings["للمليون"] == ("ل", 1, True)


def test_atoms_know_their_neighbours() -> None:
    text = lex("وال80 ثلاثة\nعشرون طاولة 5%7")
    assert [(atom.digits, atom.gap) for atom in text.atoms] == [
        ("80", FAR),
        ("", SPACE),
        ("", LINE),
        ("5", FAR),
        ("7", FAR),
    ]
    assert (text.atoms[0].particle, text.atoms[0].definite) == ("و", True)
    assert lex("ثلاثة80").atoms[1].gap == GLUED


def test_view_maps_dropped_and_spread_characters() -> None:
    seen = view("\ufeffثَلاثـة ﻻ")
    assert seen.text == "ثلاثه لا"
    assert [seen.raw[seen.raw_start(n)] for n in range(len(seen.text))] == list("ثلاثة ﻻﻻ")
    assert (seen.raw_start(0), seen.raw_end(1), seen.raw_end(5)) == (1, 3, 8)


def test_view_keeps_the_tatweel_of_an_abbreviation_and_reads_a_lone_one_as_a_dash() -> None:
    assert view("1445هـ").raw_end(5) == 6
    assert view("كتـاب").raw_end(2) == 2
    assert view("2011ـ 2016، 2 ـــ 0").text == "2011- 2016، 2 - 0"


@pytest.mark.parametrize("unit", ["1 ", "1, ", "٣ و", "خمسة 12 "])
def test_the_same_few_numbers_over_and_over_are_passed_over(unit: str) -> None:
    dump = unit * 3000
    atoms = lex(dump + "نص بعيد عن الأرقام، بلغ 7 أشخاص").atoms
    assert len(atoms) <= 1002
    assert atoms[-1].digits == "7"


@pytest.mark.parametrize(
    ("row", "marks"),
    [
        ("16/09/2025 | 5 | 3\n", 3),
        ("1/1/2024\n", 1),
        ("5 يناير ", 1),
        ("12:30 | 7\n", 2),
        ("٣ أيام ", 1),
        ("18.11.2024 ", 1),
    ],
)
def test_long_tables_of_the_same_dates_lose_none(row: str, marks: int) -> None:
    assert len(Rules()(row * 1200)) == marks * 1200


def test_long_tables_of_other_numbers_lose_none() -> None:
    assert len(Rules()("\n".join(f"{n} | {n + 7}" for n in range(100, 900)))) == 1600


@pytest.mark.parametrize(
    ("candidates", "kept"),
    [
        ([_num(0, 2), _num(0, 5), _num(6, 7)], [(0, 5), (6, 7)]),
        ([_num(0, 2), _num(0, 2, strength=1)], [(0, 2)]),
        ([_num(0, 4), _num(3, 7), _num(6, 9)], [(0, 4), (6, 9)]),
        ([_num(1, 2), _num(0, 5, veto=True), _num(5, 6)], [(5, 6)]),
        ([_num(0, 2), _num(4, 6), _num(8, 9)], [(0, 2), (8, 9)]),
    ],
    ids=["longest", "strongest", "chain", "veto", "furniture"],
)
def test_merge(candidates: list[Candidate], kept: list[tuple[int, int]]) -> None:
    taken = [(3, 5)] if candidates == [_num(0, 2), _num(4, 6), _num(8, 9)] else []
    merged = merge(candidates, taken)
    assert [(c.start, c.end) for c in merged] == kept
    assert max(c.strength for c in merged) == max(c.strength for c in candidates)


def test_furniture_is_never_marked() -> None:
    text = "بلغ 5 لاعبين\n[إعـلان 2]\nتعليق (0)"
    start = text.index("[")
    assert [span.text for span in RULES(text, furniture=[(start, len(text))])] == ["5"]


def test_explain_names_rule_and_lexicon_rows() -> None:
    text = "بلغ ثلاثة آلاف في أكتوبر"
    explained = RULES.explain(text, published=date(2024, 11, 18))
    assert tuple(e.span for e in explained) == RULES(text, published=date(2024, 11, 18))
    assert explained[0].rule == "number: cardinal"
    surfaces = [_surface(row) for row in explained[0].rows]
    assert surfaces == ["ثلاثه", "الاف"]


def _surface(row: str) -> str:
    file, _, line = row.partition(":")
    content = (Path(lexicon.__file__).parent / file).read_text(encoding="utf-8").split("\n")
    return content[int(line) - 1].split("\t")[0]
