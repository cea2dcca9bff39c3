import pytest

from pipeline.document import Document
from pipeline.errors import JisrError
from pipeline.evaluation.match import align


def documents(*ids, text="نص"):
    return [Document(id=id, text=text) for id in ids]


def test_documents_meet_by_id_in_the_order_of_the_gold():
    pairs = align(documents("b", "a"), documents("a", "b"))
    assert [(pair.gold.id, pair.predicted.id) for pair in pairs] == [("b", "b"), ("a", "a")]


@pytest.mark.parametrize(
    ("gold", "predicted", "message"),
    [
        (documents("a", "b", "c"), documents("a"), r"'b' \(and 1 more\) is missing"),
        (documents("a"), documents("a", "b"), "'b' is not in the gold"),
        (documents("a", "a"), documents("a"), "twice in the gold records, first 'a'"),
        (documents("a"), documents("a", "a"), "twice in the predicted records"),
        (documents("a", text="نص طويل"), documents("a", text="نص طويلة"), "differ from character 7 on"),
        (documents("a", text="هانوي"), documents("a", text="هاتوي"), "differ from character 2 on"),
    ],
)
def test_files_that_do_not_belong_together_are_refused(gold, predicted, message):
    with pytest.raises(JisrError, match=message):
        align(gold, predicted)
