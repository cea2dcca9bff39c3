import pytest
from tokenizers import Tokenizer
from tokenizers.models import WordPiece
from tokenizers.processors import TemplateProcessing

from pipeline import resources
from pipeline.ner.pieces import Pieces
from pipeline.ner.units import units

ENCODER = resources.folder("models") / "encoder" / "tokenizer.json"


def pieces_of(pieces, text):
    return pieces.of(text, units(text, [(0, len(text))]))


@pytest.fixture(scope="module")
def unigram():
    return Pieces(ENCODER)


def test_pieces_are_those_of_the_tokenizer_itself(unigram):
    tokenizer = Tokenizer.from_file(str(ENCODER))
    text = "عمل الأمين العام تو لام مع اللجنة المركزية Tô Lâm 25"
    flat = [i for ids in pieces_of(unigram, text) for i in ids]
    assert [unigram.begin, *flat, unigram.end] == tokenizer.encode(text).ids


def test_marks_and_digits_do_not_change_the_pieces(unigram):
    assert pieces_of(unigram, "تُو لَامـ ٢٥") == pieces_of(unigram, "تو لام 25")


def test_a_word_glued_to_another_has_no_space_piece(unigram):
    alone, glued = pieces_of(unigram, "لام"), pieces_of(unigram, "(لام")[1:]
    assert alone != glued


@pytest.mark.parametrize("text", ["ـ", "😀", "(ـ", "\u0301", "ﷺ", "ྷ"])
def test_every_unit_has_a_piece(unigram, text):
    assert all(pieces_of(unigram, text))


def test_the_cache_is_bounded(unigram, monkeypatch):
    monkeypatch.setattr("pipeline.ner.pieces._CACHE_LIMIT", 10)
    pieces_of(unigram, " ".join(f"كلمة{'ا' * i}" for i in range(50)))
    assert len(unigram._cache) <= 10


def test_another_encoders_wordpiece_tokenizer_works(tmp_path):
    names = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", "لام", "ال", "##لام"]
    tokenizer = Tokenizer(WordPiece({name: i for i, name in enumerate(names)}, unk_token="[UNK]"))
    tokenizer.add_special_tokens(names[:5])
    tokenizer.post_processor = TemplateProcessing(single="[CLS] $A [SEP]", special_tokens=[("[CLS]", 2), ("[SEP]", 3)])
    tokenizer.save(str(tmp_path / "tokenizer.json"))
    pieces = Pieces(tmp_path / "tokenizer.json")
    assert (pieces.begin, pieces.end, pieces.padding) == (2, 3, 0)
    assert pieces_of(pieces, "لام اللام غير") == [(5,), (6, 7), (1,)]
