from datetime import date

import pytest

from pipeline.document import Document
from pipeline.errors import JisrError
from pipeline.published import dated, published_on
from tests.stand_ins import extractor

PAGE = "Báo Quốc Tế18/07/2023\nوصل أمس"


@pytest.mark.parametrize(
    ("published", "day"),
    [("2024-11-18", date(2024, 11, 18)), ("2024-11-18T23:30:00+07:00", date(2024, 11, 18)), (None, None)],
)
def test_days_of_publication(published, day):
    assert published_on(Document(id="a", text="", meta={"published": published})) == day


@pytest.mark.parametrize("published", ["18/11/2024", "", 20241118, "2024-02-30", ["2024-11-18"]])
def test_a_wrong_day_of_publication_is_refused(published):
    with pytest.raises(JisrError, match="expected an ISO date"):
        published_on(Document(id="a", text="", meta={"published": published}))


def test_the_source_line_stands_in_for_missing_metadata_and_the_record_says_so():
    nlp = extractor()
    document = nlp(Document(id="a", text=PAGE, meta={"url": "u"}))
    assert document.meta == {"url": "u", "published_inferred": "2023-07-18"}
    assert nlp.rules.seen[-1][1] == date(2023, 7, 18)
    assert nlp(document).meta == document.meta


def test_metadata_go_before_the_source_line():
    given = Document(id="a", text=PAGE, meta={"published": "2024-01-02"})
    assert dated(given) is given and published_on(given) == date(2024, 1, 2)


def test_without_the_rules_nothing_is_inferred():
    assert extractor(rules=False)(Document(id="a", text=PAGE)).meta == {}
