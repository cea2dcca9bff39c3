"""A second look at particles, with the whole document in view.

Whether ل in لتو is a particle is hard to tell from one sentence, and names bear two particles (ولتو) too rarely for
the model to be sure. But names come again: where the rest (تو لام) is marked elsewhere in the document, the letters
before it are particles here.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec

from pipeline.document import Span
from pipeline.ner.units import form, particle_lengths, skip_letters


def without_particles(spans: Sequence[Span]) -> tuple[Span, ...]:
    """The spans of one document; one whose text less its first letters is marked elsewhere begins behind them."""
    known = {(span.label, span.text) for span in spans}
    return tuple(next((rest for rest in _rests(span) if (rest.label, rest.text) in known), span) for span in spans)


def _rests(span: Span) -> Iterator[Span]:
    """The span without its first letters, for each number of them that may be particles."""
    for letters in particle_lengths(form(span.text.split()[0]))[1:]:
        skipped = skip_letters(span.text, letters)
        yield msgspec.structs.replace(span, start=span.start + skipped, text=span.text[skipped:])
