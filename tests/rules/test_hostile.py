"""No word or sign of the lexicons makes a long text slow: eight times the length takes about eight times as long."""

import time
from datetime import date
from itertools import islice

import pytest

from pipeline.rules.dates.cues import words
from pipeline.rules.engine import Rules
from pipeline.rules.lexicon import table

RULES = Rules()
PUBLISHED = date(2024, 11, 18)
#: Long enough to part what would else be a dump of data, which is passed over.
OTHER = " استعراضات مختلفة "
GROUP = 10
GLUES = (" ", "\n", " و", " 5 ", " 12:30 - ", "/3/", " (", " من كل ", '"', ": 1-1 ")
#: Repeated as they are: signs, digits, and dates of every form.
PLAIN = (
    "1,|1 |و|9|ال|1-1 |1/|1:|(1|«|.|\n1. |\n08:00 |من 18 يوليو إلى |18 يوليو 2024 |2/12/2024 |12/13/2024 1/2/2023 |"
    "الساعة 15:30 |منذ 2020 |http://a/1|a-1/|١٬|½|ngày 1/2 |quý I |%5 |$1 |-1 |القرار رقم 1-A/ |صباح 5 إلى "
)


def _triggers() -> list[str]:
    """Up to three words of each category of the lexicons, and of each cue."""
    by_category: dict[str, list[str]] = {}
    for surface, readings in table().words.items():
        for category in readings:
            by_category.setdefault(category, []).append(surface)
    cues = ("happened", "scheduled", "habit", "future", "day", "year", "measure", "deadline")
    found = [islice(surfaces, 3) for surfaces in by_category.values()]
    found += [islice(sorted(words(cue)), 3) for cue in cues]
    return sorted({word for surfaces in found for word in surfaces})


def _seconds(text: str) -> float:
    begun = time.process_time()
    RULES(text, published=PUBLISHED)
    return time.process_time() - begun


def _grows_evenly(piece: str) -> bool:
    """Measured up to three times: a busy machine makes single runs slow."""
    return any(_seconds(piece * 160) < 14 * _seconds(piece * 20) + 0.02 for _ in range(3))


TRIGGERS = _triggers()


@pytest.mark.parametrize("at", range(0, len(TRIGGERS), GROUP))
def test_words_of_every_category(at: int) -> None:
    glue = GLUES[at // GROUP % len(GLUES)]
    assert _grows_evenly(glue.join(TRIGGERS[at : at + GROUP]) + glue + OTHER)


@pytest.mark.parametrize("piece", PLAIN.split("|"))
def test_signs_and_dates(piece: str) -> None:
    assert _grows_evenly(piece * 20)
    assert _grows_evenly(piece * 4 + OTHER)
