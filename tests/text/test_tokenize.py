import json
import time
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.errors import JisrError, UsageError
from pipeline.text import tokenize
from pipeline.text.tokenize import LONGEST_SENTENCE, load_tokenizer
from tests.text import golden
from tests.text.helpers import GOLD, MODELS


@cache
def onnx():
    return load_tokenizer(MODELS)


@cache
def stanza():
    pytest.importorskip("stanza", reason="the reference backend needs the extra `train`")
    return load_tokenizer(MODELS, "stanza")


def surfaces(text):
    return [text[token.start : token.end] for token in onnx().layout(text).tokens]


def sentences(text):
    return [text[sentence.start : sentence.end] for sentence in onnx().layout(text).sentences]


def words(text):
    return [token.words for token in onnx().layout(text).tokens]


# control characters are white space to the tokenizer, invisible ones are passed over
_INVISIBLE = [0xAD, 0x61C, *range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x206A), 0xFEFF]
_VOWEL_SIGNS = [0x670, *range(0x610, 0x61B), *range(0x64B, 0x660), *range(0x6D6, 0x6DD), *range(0x6DF, 0x6E9)]
_MORE_SIGNS = [0x640, *range(0x6EA, 0x6EE)]  # tatweel, and signs of the Quran
UNSEEN = dict.fromkeys(range(0x80, 0xA0), " ") | dict.fromkeys([*_INVISIBLE, *_VOWEL_SIGNS, *_MORE_SIGNS])

AWKWARD = [
    "\ufeffقال\u200f \u200fتو\u200b \u2066لام\u2069\u200e",
    "",
    " \n\t\r\n ",
    "😀🇻🇳👍🏽",
    "Hello, world! Chào bạn.",
    "قال تو لام.\r\nوأضاف نجوين.\r\n",
    "قَالَ تُو لَامُ: «نَعَمْ».",
    "المـؤتـمر  الدوري لـلجنة الحزب",
    "\u200fقال\u200e \u202bتو لام\u202c.\u061c",
    "قال\x00تو\x00لام.",
    "قال \ud800 تو \udfff لام.",
    "راسلنا على news@vna.vn أو https://vnexpress.net/a-b.html?x=1 الآن.",
    '"a b"@c.vn و "x"@y.com.vn و www.vna.com.vn.',
    "ا" * 1200 + " ثم " + "ب" * 3000,
    "كلمة " * 900 + "نهاية. ثم كلمة " * 90,
    "، " * 700,
    "a.b@c " * 300,
    "\x85سطر\u2028آخر\u2029ثالث\x0bرابع\x0cخامس",
    "٤٠٨٬٠٠٠ و408,000 و7.5% و٪7",
]


@pytest.mark.parametrize("text", AWKWARD)
def test_tokens_are_in_order_inside_their_sentences_and_cover_the_text(text):
    check(text, onnx().layout(text))


def check(text, layout):
    blank = list(text)
    previous = 0
    for token in layout.tokens:
        assert previous <= token.start < token.end <= len(text)
        surface = text[token.start : token.end]
        assert surface.strip() == surface and token.words and all(token.words)
        assert "".join("".join(token.words).split()) == "".join(surface.translate(UNSEEN).split())
        blank[token.start : token.end] = " " * (token.end - token.start)
        previous = token.end
    for start, end in layout.furniture:
        assert not any(token.start < end and start < token.end for token in layout.tokens)
        blank[start:end] = " " * (end - start)
    assert not "".join(blank).translate(UNSEEN).strip()
    at = 0
    for sentence in layout.sentences:
        assert sentence.first == at < sentence.last
        assert (sentence.start, sentence.end) == (layout.tokens[at].start, layout.tokens[sentence.last - 1].end)
        at = sentence.last
    assert at == len(layout.tokens)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.text(alphabet="ابتلو. ،\n\t😀ًـ\x00\ud800\u200f\x97a@1(", max_size=60), max_size=4))
def test_any_text_is_covered_and_a_batch_gives_what_each_text_gives(texts):
    layouts = onnx().layouts(texts)
    for text, layout in zip(texts, layouts, strict=True):
        check(text, layout)
        assert onnx().layout(text) == layout


def test_vowel_signs_and_tatweel_move_no_edge_and_belong_to_their_token():
    plain = "قال الرئيس شكرا، ثم سافر إلى المدينة. وقال عاما طويلا."
    signed = "قَــال الرَّئيسُ شكرًا، ثُمَّ سافَــرَ إلى المدينةِ. وقالَ عامًا طويـــلًا."
    assert surfaces(signed) == [
        "قَــال", "الرَّئيسُ", "شكرًا", "،", "ثُمَّ", "سافَــرَ", "إلى", "المدينةِ", ".", "وقالَ", "عامًا", "طويـــلًا", "."
    ]  # fmt: skip
    assert words(signed) == words(plain)


def test_an_attached_particle_is_a_word_of_its_token():
    assert words("عمل وزير الخارجية مع لجنة الحزب بوزارة الخارجية وقال إنه سعيد.")[6] == ("ب", "وزارة")
    assert ("وزير",) in words("عمل وزير الخارجية مع لجنة الحزب بوزارة الخارجية وقال إنه سعيد.")


def test_punctuation_is_cut_off():
    assert surfaces("قال: نعم، لا؛ «حسنًا» (ربما).") == [
        "قال",
        ":",
        "نعم",
        "،",
        "لا",
        "؛",
        "«",
        "حسنًا",
        "»",
        "(",
        "ربما",
        ")",
        ".",
    ]


def test_a_link_is_one_token():
    found = surfaces("راسلنا على news@vna.vn أو https://vnexpress.net/a-b.html?x=1 الآن.")
    assert found == ["راسلنا", "على", "news@vna.vn", "أو", "https://vnexpress.net/a-b.html?x=1", "الآن", "."]


def test_a_stretch_too_long_for_a_link_is_read_like_any_other():
    check(text := "http://" + "x" * 1100 + ".vn", onnx().layout(text))


def test_line_breaks_and_furniture_end_sentences():
    assert sentences("عنوان بلا نقطة\nخبر أول. خبر ثان\r\nالسل (وفقًا)[إعلان 2]\nتعليق (0)") == [
        "عنوان بلا نقطة",
        "خبر أول.",
        "خبر ثان",
        "السل (وفقًا)",
    ]


def test_a_run_on_scrape_is_cut_at_the_best_place():
    comma = "، "
    text = "اجتماع كبير في المدينة " * 17 + "انتهى" + comma + "اجتماع كبير في المدينة " * 30
    lengths = [sentence.last - sentence.first for sentence in onnx().layout(text).sentences]
    assert max(lengths) <= LONGEST_SENTENCE
    assert sentences(text)[0].endswith("انتهى،")
    assert sentences("كلمة " * 250)[0] == " ".join(["كلمة"] * LONGEST_SENTENCE)


def test_ten_megabytes_in_one_line_without_a_space_are_read_in_pieces(monkeypatch):
    # a hundredth of it, timed: the reading is linear, so that ten megabytes take a hundred times as long
    text = "اب" * 50_000
    began = time.process_time()
    check(text, onnx().layout(text))
    assert time.process_time() - began < 5


def test_many_texts_are_read_in_bounded_batches(monkeypatch):
    texts = ["خبر أول.", "", "خبر ثان في هانوي.", "ثالث"]
    expected = onnx().layouts(texts)
    monkeypatch.setattr(tokenize, "_BATCH", 10)
    assert onnx().layouts(texts) == expected
    assert onnx().layouts([]) == []


@pytest.mark.parametrize("name", golden.corpus())
def test_the_corpus_is_read_as_stanza_reads_it(name):
    stored = json.loads(golden.PATH.read_text(encoding="utf-8"))
    assert golden.plain(onnx().layout(golden.corpus()[name])) == stored[name]


def test_the_development_gold_is_read_as_stanza_reads_it():
    texts = [json.loads(line)["text"] for line in (GOLD / "dev.jsonl").read_text(encoding="utf-8").splitlines()]
    assert onnx().layouts(texts) == stanza().layouts(texts)


@pytest.mark.parametrize("text", AWKWARD)
def test_awkward_text_is_read_as_stanza_reads_it(text):
    assert onnx().layout(text) == stanza().layout(text)


def test_what_is_missing_is_said(tmp_path):
    with pytest.raises(JisrError, match=r"tokenizer\.onnx.*no such model"):
        load_tokenizer(tmp_path)
    with pytest.raises(UsageError, match="no backend 'spacy'"):
        load_tokenizer(MODELS, "spacy")


@pytest.mark.parametrize("number", ["3.5", "1.234.567,89", "٣٫٥", "1,420", "57.9", "0.25"])
def test_a_number_is_one_token(number):
    text = f"بلغت النسبة {number} من الإنتاج. وقال الوزير ذلك."
    layout = onnx().layout(text)
    assert number in [text[token.start : token.end] for token in layout.tokens]
    assert len(layout.sentences) == 2


@pytest.mark.parametrize("name", ["ن.ت.ك", "T.Q.H", "ه.ت.م"])
def test_initials_do_not_end_a_sentence(name):
    assert len(sentences(f"وطلب من السيدة {name} (حي هوا) الحضور.")) == 1


@pytest.mark.parametrize("texts", [["1", ".1"], ["1.", "1"], ["ن", ".ت"], ["ن.", "ت"], ["ن.ت"], ["", "."], ["1.1"]])
def test_numbers_and_initials_do_not_cross_texts(texts):
    layouts = onnx().layouts(texts)
    assert layouts == [onnx().layout(text) for text in texts]
    assert all(token.end <= len(text) for text, layout in zip(texts, layouts, strict=True) for token in layout.tokens)
