"""What holds for dates in every text: sound spans, values that can be read, no endless recursion, linear time."""

import re
import time
from datetime import date

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from pipeline.document import Document
from pipeline.rules.dates import find
from pipeline.rules.engine import Rules
from pipeline.rules.lexer import lex
from pipeline.rules.lexicon import table

RULES = Rules()
PUBLISHED = st.none() | st.dates(date(1, 1, 1), date(9999, 12, 31))
GLUE = "من إلى حتى و بين قبل بعد منذ في الموافق ، - / : ( ) 12 30 2024 10:30 18/07/2023 ثلاثة الأول عشر نصف والنصف"
WORDS = st.sampled_from(
    [word for word, readings in table().words.items() for r in readings.values() if r.entry.row.startswith("dates/")]
    + GLUE.split()
)
TEXTS = st.lists(WORDS, max_size=12).map(" ".join)
VALUE = re.compile(
    r"[0-9X]{2,4}(-[0-9XWQHSUPFAIE]{1,3}){0,3}(T[0-9A-Z:+]+)?(/[0-9X]{2,4}(-[0-9XWQHE]{1,3}){0,3}(T[0-9A-Z:+]+)?)?"
    r"|T[0-9A-Z:+]+(/T[0-9:+]+)?|P[0-9.YMWDTHS]+(/P[0-9.YMWDTHS]+)?|(XXXX-)?WXX-[1-7](T[A-Z]{2})?"
    r"|XXXX-WXX-[1-7](T[0-9A-Z:]+)?(/XXXX-WXX-[1-7](T[0-9A-Z:]+)?)?"
)


@given(TEXTS, PUBLISHED)
@example("أغسطس", date(1, 1, 1))
def test_spans_make_a_document_and_values_are_of_the_standard(text, published):
    spans = RULES(text, published=published)
    Document(id="fuzz", text=text, spans=spans)
    for span in spans:
        if span.label == "DATE" and span.value is not None:
            assert VALUE.fullmatch(str(span.value)), (span.text, span.value)


PIECES = (
    "يوم |يوم الاثنين |الأحد غدا |اليوم |مساء يوم |نهاية |هذا |سنة و|ساعة و|1/|1/1/|12:30-|2020-|18 يوليو |من 5 إلى "
    "|آب/|كل |ثلاثة و|الربع |تيت |1 |ngày |(2023|\n5 مايو"
)


@pytest.mark.parametrize("piece", PIECES.split("|"))
def test_time_grows_with_length_only(piece):
    seconds = []
    for pieces in (1_000, 4_000):
        text = lex(piece * pieces)
        begun = time.process_time()
        for _ in find(text, date(2024, 11, 18)):
            pass
        seconds.append(time.process_time() - begun)
    assert seconds[1] < 10 * seconds[0] + 0.1
