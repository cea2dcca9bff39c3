"""Every integer to 10,000 and 20,000 random ones below 10^15, from words to value: the sweep behind the tests.

`python tests/benchmarks/number_words.py` prints each word form that is read wrongly, and the counts.
"""

from __future__ import annotations

import random

from num2words import num2words

from pipeline.rules.lexer import lex
from pipeline.rules.numbers.grammar import read_number


def main() -> None:
    """Write each number with num2words, read it, compare."""
    draw = random.Random(1)
    numbers = [*range(10_001), *(draw.randrange(10 ** draw.randrange(5, 16)) for _ in range(20_000))]
    for form, asked in (("cardinal", numbers), ("ordinal", range(1, 1000))):
        wrong = 0
        for number in asked:
            words = num2words(number, lang="ar", to=form)
            found = read_number(lex(words), 0)
            if found is None or found.value != number:
                wrong += 1
                print(f"{number}: {words!r} is read as {found and found.value}")
        print(f"{form}: {len(asked):,} numbers, {wrong} wrong")


if __name__ == "__main__":
    main()
