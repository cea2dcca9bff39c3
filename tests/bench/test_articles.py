import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.bench import articles
from pipeline.errors import UsageError
from pipeline.formats import records

TEXTS = ["وصل تو لام\nأمس", "إلى هانوي ٣ مرات"]
WORDS = " ".join(TEXTS).split()


@given(st.integers(1, 20), st.integers(1, 6))
def test_articles_are_the_words_of_the_text_in_order_again_and_again(words, count):
    found = articles.repeated(TEXTS, words, count)
    assert [len(document.text.split()) for document in found] == [words] * count
    read = [word for document in found for word in document.text.split()]
    assert read == [WORDS[n % len(WORDS)] for n in range(words * count)]


def test_white_space_inside_an_article_is_that_of_the_text():
    assert articles.repeated(TEXTS, 5, 1)[0].text == "وصل تو لام\nأمس\nإلى"


def test_text_without_words_is_refused():
    with pytest.raises(UsageError):
        articles.repeated([" \n"], 400, 1)


def test_written_articles_can_be_read(tmp_path):
    found = articles.repeated(TEXTS, 3, 2)
    assert articles.write(found, tmp_path / "news.jsonl") == 6
    assert records.load(tmp_path / "news.jsonl") == found


def test_inputs_without_documents_are_refused(tmp_path):
    (tmp_path / "empty.jsonl").write_text("")
    with pytest.raises(UsageError):
        articles.documents([str(tmp_path / "empty.jsonl")])


def test_without_inputs_the_test_gold_is_not_read():
    ids = {document.id for document in articles.documents([])}
    test = records.load(articles.resources.folder("models").parent / "annotations" / "gold" / "test.jsonl")
    assert ids and not ids & {document.id for document in test}
