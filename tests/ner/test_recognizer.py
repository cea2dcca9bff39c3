"""The shipped model: behaviour that must not depend on how a document is cut into windows."""

import pytest

from pipeline import config, resources
from pipeline.errors import JisrError
from pipeline.ner import load_recognizer
from pipeline.text.tokenize import load_tokenizer

SENTENCE = "عمل الأمين العام تو لام مع وزارة الخارجية، ثم سافر إلى هانوي."
FILLER = "وأكد التقرير أن العمل مستمر بشكل جيد في جميع المجالات دون توقف. " * 8


@pytest.fixture(scope="module")
def mark():
    settings = config.load()
    tokenizer = load_tokenizer(config.tokenizer_folder(settings))
    recognizer = load_recognizer(config.model_folder(settings))
    return lambda texts: recognizer.spans(texts, tokenizer.layouts(texts))


def found(spans):
    return [(span.label, span.text) for span in spans]


def test_people_bodies_and_places(mark):
    (spans,) = mark([SENTENCE])
    assert found(spans) == [("PER", "تو لام"), ("ORG", "وزارة الخارجية"), ("LOC", "هانوي")]
    assert all(SENTENCE[s.start : s.end] == s.text and 0 < s.score <= 1 for s in spans)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("وقال لتو لام إن الاجتماع انتهى", ("PER", "تو لام")),
        ("ولتو لام كلمة في المؤتمر", ("PER", "تو لام")),
        ("سافر الوفد إلى باريس وهانوي أمس", ("LOC", "هانوي")),
        ("قدم الشكر للجنة المركزية للحزب", ("ORG", "لجنة المركزية للحزب")),
    ],
)
def test_a_particle_stays_outside_the_span(mark, text, expected):
    (spans,) = mark([text])
    assert expected in found(spans)


def test_a_long_document_loses_nothing(mark):
    text = "\n".join([SENTENCE, FILLER] * 150) + "\n" + SENTENCE
    assert len(text.split()) > 10_000
    (spans,) = mark([text])
    assert sum(s.text == "تو لام" for s in spans) == 151
    assert spans[-1].text == "هانوي"


def test_a_sentence_longer_than_a_window_is_read_to_its_end(mark):
    text = "ثم " * 400 + "التقى الأمين العام تو لام مع الوفد"
    (spans,) = mark([text])
    assert ("PER", "تو لام") in found(spans)


def test_documents_of_a_batch_do_not_touch_one_another(mark):
    texts = [SENTENCE, "", "😀", FILLER, SENTENCE + "\r\n" + FILLER, "\u200f\u064b"]
    assert [found(spans) for spans in mark(texts)] == [found(mark([text])[0]) for text in texts]


def test_short_vowels_tatweel_and_direction_marks_do_not_hide_a_name(mark):
    (spans,) = mark(["عمل الأمين العام تُو لَامـ مع وزارة الخـــارجية، ثم سافر إلى \u200fهانوي\u200f."])
    assert [label for label, _ in found(spans)] == ["PER", "ORG", "LOC"]


def test_a_full_stop_inside_a_name_does_not_cut_it(mark):
    (spans,) = mark(["قال الخبير الاقتصادي في بنك إتش.إس.بي.سي إن السوق تتحرك بسرعة.وسافر تو لام إلى باريس."])
    assert found(spans) == [("ORG", "بنك إتش.إس.بي.سي"), ("PER", "تو لام"), ("LOC", "باريس")]


def test_an_initial_does_not_end_a_name(mark):
    (spans,) = mark(["قال المتهم ن. فان هوي أمام المحكمة إنه لا يعرف شيئا.\nالتقى الوزير ب. كيسنجر وعاد."])
    assert found(spans) == [("PER", "ن. فان هوي"), ("PER", "ب. كيسنجر")]


def test_a_folder_that_is_no_model_is_refused(tmp_path):
    with pytest.raises(JisrError, match=r"no NER model here.*model\.onnx"):
        load_recognizer(tmp_path)
    (tmp_path / "config.json").write_text('{"id2label": {"0": "O", "1": "B-MISC"}, "window_pieces": 9}')
    with pytest.raises(JisrError, match="B-MISC"):
        load_recognizer(tmp_path)


def test_the_shipped_model_fits_its_limits():
    folder = config.model_folder(config.load())
    sizes = [
        file.stat().st_size for part in (folder, resources.folder("models") / "encoder") for file in part.iterdir()
    ]
    assert max(sizes) < 95e6
    assert sum(sizes) < 150e6
