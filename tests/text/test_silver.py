from collections import Counter

import pytest

pytest.importorskip("torch", reason="training needs the extra `train`")

from pipeline.document import Document
from pipeline.formats.inline import parse
from pipeline.text.layout import Layout, Sentence, Token
from pipeline.training.clitics import Ranker, count_words, splits
from pipeline.training.tokenizer_data import TreeSentence, TreeToken
from pipeline.training.tokenizer_silver import label_documents

NOUNS = ["مدينة", "شركة", "حكومة", "جامعة", "قرية", "سفينة", "تجربة", "صحيفة", "رسالة", "مدرسة"]
WHOLE = ["وزارة", "بلدية", "فرنسا", "لجنة", "وكالة", "بعثة"]


class Spaces:
    """A first tokenizer that knows no clitics."""

    def layout(self, text):
        tokens, at = [], 0
        for word in text.split():
            start = text.index(word, at)
            at = start + len(word)
            tokens.append(Token(start, at, (word,)))
        return Layout((), (Sentence(0, len(text), 0, len(tokens)),), tuple(tokens))


@pytest.fixture(scope="module")
def ranker():
    counts = Counter(
        dict.fromkeys(NOUNS + WHOLE, 900)
        | {"و" + word: 90 for word in NOUNS}
        | {"ال" + word: 500 for word in NOUNS + WHOLE}
    )
    tree = [(prefix, noun) for noun in NOUNS for prefix in "وب"] + [(word,) for word in WHOLE[:-1] + NOUNS]
    sentence = TreeSentence("1", "1", tuple(TreeToken(words, True) for words in tree))
    return Ranker([sentence] * 20, counts, seed=1)


def label(body, ranker):
    document = parse(body) if "⟦" in body else Document(id="d", text=body)
    return [token.words for sentence in label_documents([document], Spaces(), ranker) for token in sentence.tokens]


def test_counts_leave_vowel_signs_and_tatweel_aside():
    assert count_words(["قَالَ قـال، قال 12"]) == {"قال": 3}


def test_splits_spell_the_token_and_begin_with_the_whole():
    found = splits("ولها")
    assert found[0].words == ("ولها",) and ("و", "ل", "ها") in [split.words for split in found]
    assert all("".join(split.words) == "ولها" for split in found)
    assert splits("12") == splits("") == []


def test_the_ranker_splits_by_what_stands_alone(ranker):
    assert label("ومدينة وكالة بعثة بشركة", ranker) == [("و", "مدينة"), ("وكالة",), ("بعثة",), ("ب", "شركة")]


def test_marked_names_settle_splits(ranker):
    assert label("زار ⟦PER|ومدينة⟧ ل⟦LOC|هانوي⟧ و⟦PER|لام⟧", ranker) == [
        ("زار",),
        ("ومدينة",),
        ("ل", "هانوي"),
        ("و", "لام"),
    ]


def test_vowel_signs_and_punctuation_keep_their_place(ranker):
    assert label("وَمَدينةً؛ «قال", ranker) == [("وَ", "مَدينةً"), ("؛",), ("«",), ("قال",)]


def test_numbers_are_put_together_and_marks_cut_off(ranker):
    text = "الساعة 15:30، 1.5 و(4,000) -الذي قال: 25-NQ/TW https://a.vn/b:c"
    words = [
        "الساعة",
        "15:30",
        "،",
        "1.5",
        "و",
        "(",
        "4,000",
        ")",
        "-",
        "الذي",
        "قال",
        ":",
        "25-NQ/TW",
        "https://a.vn/b:c",
    ]
    assert label(text, ranker) == [(word,) for word in words]


def test_a_name_in_a_bodys_name_is_not_split_but_the_same_letters_elsewhere_are(ranker):
    body = "زار ⟦PER|ومدينة⟧ مقر ⟦ORG|شركة ومدينة⟧ ثم ومدينة"
    assert label(body, ranker)[-4:] == [("شركة",), ("ومدينة",), ("ثم",), ("و", "مدينة")]
