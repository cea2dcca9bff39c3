from datetime import date

import pytest

import pipeline
from pipeline import config
from pipeline.document import Document, Span
from pipeline.errors import UsageError
from pipeline.extractor import _agreed, batches
from tests.stand_ins import extractor


def test_model_and_rules_in_the_order_of_the_record():
    document = extractor()("7 لام 8")
    assert [(span.label, span.text) for span in document.spans] == [("NUM", "7"), ("PER", "لام"), ("NUM", "8")]


def test_spans_that_were_there_are_replaced_and_meta_is_kept():
    first = extractor()(Document(id="a", text="لام 8", meta={"url": "u"}))
    again = extractor(model=False)(first)
    assert [span.label for span in again.spans] == ["NUM"] and (again.id, again.meta) == ("a", {"url": "u"})


def test_a_stage_that_is_left_out_does_not_run():
    assert [span.label for span in extractor(rules=False)("لام 8").spans] == ["PER"]
    assert extractor(rules=False).explain("8") == []


def test_pipe_keeps_order_and_batches():
    nlp = extractor(documents=2)
    assert [document.text for document in nlp.pipe(str(n) for n in range(5))] == list("01234")
    assert [len(batch) for batch in nlp.model[0].batches] == [2, 2, 1]


def test_pipe_is_lazy():
    def endless():
        while True:
            yield "لام"

    assert next(extractor().pipe(endless())).spans


def test_batches_are_limited_by_size_but_one_thing_always_goes():
    limits = config.Batch(documents=3, characters=10)
    assert list(batches([4, 6, 1, 99, 1, 1, 1, 1], limits, int)) == [[4, 6], [1], [99], [1, 1, 1], [1]]


def test_rules_see_the_day_of_publication_and_the_furniture_of_the_layout():
    nlp = extractor()
    nlp(Document(id="a", text="7", meta={"published": "2024-11-18"}))
    assert nlp.rules.seen == [("7", date(2024, 11, 18), ((0, 0),))]


def test_load_of_the_rules_alone():
    document = pipeline.load(only="rules")("بلغ 408,000 نموذج")
    assert [(span.text, span.value) for span in document.spans] == [("408,000", 408000)]


def test_load_of_a_model_that_is_not_there():
    with pytest.raises(UsageError, match="no model 'huge'"):
        pipeline.load(model="huge")


def test_the_package_says_what_it_has():
    assert {"load", "Document", "Span"} <= set(dir(pipeline))
    with pytest.raises(AttributeError):
        pipeline.nothing  # noqa: B018


@pytest.mark.parametrize(
    ("name", "stands"),
    [
        ((0, 11), True),
        ((5, 8), False),
        ((3, 7), False),
        ((7, 10), False),
        ((5, 6), False),
        ((0, 5), True),
        ((8, 11), True),
    ],
)
def test_a_name_that_a_rules_span_crosses_or_covers_is_dropped(name, stands):
    text = "abcd 123 xyz"
    number = Span(start=5, end=8, label="NUM", text="123", kind="cardinal", value=123)
    person = Span(start=name[0], end=name[1], label="PER", text=text[slice(*name)])
    assert (person in _agreed([person], [number])) == stands
    assert number in _agreed([person], [number])
