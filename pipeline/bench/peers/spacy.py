"""spaCy's CPU pipelines: an entity recogniser in the shape of the `lg` models, over their rule-based tokenizer."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from pipeline.bench.peers.contender import Contender, Job, job_of

_VECTOR = 300  # numbers of a word's static vector, as `lg` has them
_ENCODER = {
    "@architectures": "spacy.Tok2Vec.v2",
    "embed": {
        "@architectures": "spacy.MultiHashEmbed.v2",
        "width": 96,
        "attrs": ["NORM", "PREFIX", "SUFFIX", "SHAPE", "SPACY", "IS_SPACE"],
        "rows": [5000, 1000, 2500, 2500, 50, 50],
        "include_static_vectors": True,
    },
    "encode": {
        "@architectures": "spacy.MaxoutWindowEncoder.v2",
        "width": 96,
        "depth": 4,
        "window_size": 1,
        "maxout_pieces": 3,
    },
}


def _prepare(texts: Sequence[str], folder: Path) -> None:
    """Write a pipeline with vectors of the articles' own words."""
    import numpy as np
    import spacy
    from spacy.training import Example

    nlp = spacy.blank("ar")
    draw = np.random.default_rng(1)
    nlp.vocab.reset_vectors(width=_VECTOR)
    for word in sorted({word for text in texts for word in text.split()}):
        nlp.vocab.set_vector(word, draw.standard_normal(_VECTOR, dtype=np.float32))
    ner = nlp.add_pipe("ner", config={"model": {"tok2vec": _ENCODER}})
    for label in ("PER", "ORG", "LOC"):
        ner.add_label(label)
    example = Example.from_dict(nlp.make_doc("تو لام في هانوي"), {"entities": [(0, 6, "PER")]})
    nlp.initialize(lambda: [example])
    nlp.to_disk(folder)


def _load(folder: Path) -> Job:
    import spacy

    nlp = spacy.load(folder)
    return job_of(
        lambda texts: [
            [(span.start_char, span.end_char, span.label_) for span in document.ents] for document in nlp.pipe(texts)
        ]
    )


SPACY = Contender("spaCy, tokenizer and NER of the lg models' shape", _load, _prepare, ("spacy",))
