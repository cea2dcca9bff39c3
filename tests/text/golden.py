"""Write stanza's layouts of corpus/ to stanza_corpus.json: python -m tests.text.golden (needs the extra `train`)."""

import json
from pathlib import Path

from pipeline.text.layout import Layout
from pipeline.text.tokenize import load_tokenizer
from tests.text.helpers import CORPUS, MODELS

PATH = Path(__file__).with_name("stanza_corpus.json")


def corpus() -> dict[str, str]:
    return {path.name: path.read_bytes().decode() for path in sorted(CORPUS.glob("*.txt"))}


def plain(layout: Layout) -> list[list[str]]:
    """One list a sentence, one string a token: `start-end`, then its words where it holds several."""
    return [
        [
            " ".join([f"{token.start}-{token.end}", *(token.words if len(token.words) > 1 else ())])
            for token in layout.tokens[s.first : s.last]
        ]
        for s in layout.sentences
    ]


if __name__ == "__main__":
    stanza = load_tokenizer(MODELS, "stanza")
    layouts = {name: plain(stanza.layout(text)) for name, text in corpus().items()}
    body = ",\n".join(
        f"{json.dumps(name)}: {json.dumps(layout, ensure_ascii=False)}" for name, layout in layouts.items()
    )
    PATH.write_text("{\n" + body + "\n}\n", encoding="utf-8")
