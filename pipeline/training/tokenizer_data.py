"""Treebank sentences for the tokenizer: read from CoNLL-U, prepared, split by document, written for stanza."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import NamedTuple
from zlib import crc32

from pipeline.errors import JisrError

#: A word that can be glued to others inside one token: Arabic letters and vowel signs, or a number.
_GLUABLE = re.compile(r"[ء-غف-يٱًٰ-ْ]+|\d[\d.,]*")
_SENTENCES_PER_PARAGRAPH = 4
_QUOTES = [('"', '"'), ("«", "»"), ("“", "”"), ("(", ")")]
#: Share of documents, in tenths, that are kept for choosing the best step and for the reported figures.
_DEV_TENTH, _TEST_TENTH = 8, 9


class TreeToken(NamedTuple):
    """A token of a treebank: its syntactic words, in order, and whether white space follows it."""

    words: tuple[str, ...]
    spaced: bool

    @property
    def text(self) -> str:
        """The surface: its words, one after the other."""
        return "".join(self.words)


@dataclass(frozen=True, slots=True)
class TreeSentence:
    """A sentence of a treebank; `document` names the source that it was taken from."""

    id: str
    document: str
    tokens: tuple[TreeToken, ...]

    @property
    def text(self) -> str:
        """The raw sentence, without white space around it."""
        return "".join(token.text + " " * token.spaced for token in self.tokens).rstrip()


def read_conllu(path: Path) -> list[TreeSentence]:
    """Sentences of a CoNLL-U file, with clitics inside tokens.

    Multi-word tokens that the file marks are kept. Where it marks none, as in UD_Arabic-PUD, each run of
    Arabic words or numbers joined by `SpaceAfter=No` becomes one token. Raises JisrError when a file holds
    no sentence, or a token whose words do not spell it: the expander only cuts, it never rewrites.
    """
    blocks = [block.splitlines() for block in path.read_text(encoding="utf-8").split("\n\n") if block.strip()]
    if not blocks:
        raise JisrError("no sentence", where=str(path), expected="CoNLL-U")
    marked = any(re.match(r"\d+-\d+\t", line) for block in blocks for line in block)
    sentences, document = [], ""
    for number, block in enumerate(blocks):
        head = dict(re.findall(r"^# (newdoc id|sent_id) = (.*)$", "\n".join(block), re.MULTILINE))
        document = head.get("newdoc id", document)
        rows = [line.split("\t") for line in block if not line.startswith("#") and "." not in line.split("\t")[0]]
        tokens = list(_marked(rows, path)) if marked else list(_glued(rows))
        sentences.append(TreeSentence(head.get("sent_id", str(number)), document, tuple(tokens)))
    return sentences


def _marked(rows: list[list[str]], path: Path) -> Iterator[TreeToken]:
    inside = 0
    for row in rows:
        first, _, last = row[0].partition("-")
        if last:
            words = tuple(
                other[1] for other in rows if "-" not in other[0] and int(first) <= int(other[0]) <= int(last)
            )
            if "".join(words) != row[1]:
                raise JisrError(
                    f"words {words} do not spell {row[1]!r}", where=str(path), expected="clitics as they are written"
                )
            inside = int(last)
            yield TreeToken(words, "SpaceAfter=No" not in row[9])
        elif int(first) > inside:
            yield TreeToken((row[1],), "SpaceAfter=No" not in row[9])


def _glued(rows: list[list[str]]) -> Iterator[TreeToken]:
    run: list[str] = []
    for index, row in enumerate(rows):
        run.append(row[1])
        spaced = "SpaceAfter=No" not in row[9]
        pair = [row[1], rows[index + 1][1]] if index + 1 < len(rows) else []
        if spaced or not pair or not all(_GLUABLE.fullmatch(word) for word in pair):
            yield TreeToken(tuple(run), spaced)
            run = []


def vary_punctuation(sentence: TreeSentence) -> TreeSentence:
    """The sentence in a typographic dress, chosen by its id.

    UD_Arabic-PUD has the ASCII comma only and hardly a semicolon: left so, a tokenizer never learns to cut off `،` and
    `؛`. Half of the sentences get Arabic marks; some commas become semicolons; quotation marks, digits and full
    stops vary.
    """
    dress = crc32(sentence.id.encode()) % 16
    arabic = str.maketrans(",;?", "،؛؟") if dress % 2 else {}
    opening, closing = _QUOTES[dress // 4]
    digits = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩") if dress in (3, 6) else {}
    stop = {1: "!", 5: "؟", 9: "…"}.get(dress, ".")
    tokens: list[TreeToken] = []
    is_open = False
    for index, (words, spaced) in enumerate(sentence.tokens):
        mark = words[0]
        if mark == '"':
            is_open = not is_open
            mark = opening if is_open else closing
        elif mark == "," and index % 4 == 0:
            mark = ";"
        elif mark == "." and index == len(sentence.tokens) - 1:
            mark = stop
        first = mark.translate(arabic) if mark in ",;?" else mark
        tokens.append(TreeToken(tuple(word.translate(digits) for word in (first, *words[1:])), spaced))
    return replace(sentence, tokens=tuple(tokens))


def split_by_document(sentences: Iterable[TreeSentence]) -> dict[str, list[TreeSentence]]:
    """Sentences of `train` (eight tenths of the documents), `dev` and `test`; no document is in two of them."""
    parts: dict[str, list[TreeSentence]] = {"train": [], "dev": [], "test": []}
    for sentence in sentences:
        tenth = crc32(sentence.document.encode()) % 10
        parts["dev" if tenth == _DEV_TENTH else "test" if tenth == _TEST_TENTH else "train"].append(sentence)
    return parts


def write_stanza(sentences: list[TreeSentence], stem: Path) -> None:
    """Write `STEM.txt`, `.labels`, `.mwt.json` and `.conllu`, the files that stanza trains on and is scored by."""
    paragraphs = [
        sentences[at : at + _SENTENCES_PER_PARAGRAPH] for at in range(0, len(sentences), _SENTENCES_PER_PARAGRAPH)
    ]
    texts = [" ".join(sentence.text for sentence in paragraph) for paragraph in paragraphs]
    labels = ["0".join(_labels(sentence) for sentence in paragraph) for paragraph in paragraphs]
    clitics = Counter((token.text, token.words) for s in sentences for token in s.tokens if len(token.words) > 1)
    stem.with_suffix(".txt").write_text("\n\n".join(texts) + "\n", encoding="utf-8")
    stem.with_suffix(".labels").write_text("\n\n".join(labels) + "\n", encoding="utf-8")
    stem.with_suffix(".mwt.json").write_text(json.dumps(list(clitics.items()), ensure_ascii=False), encoding="utf-8")
    stem.with_suffix(".conllu").write_text("\n".join(map(_conllu, sentences)) + "\n", encoding="utf-8")


def _labels(sentence: TreeSentence) -> str:
    # stanza's, one a character: 0 inside, 1 end of a token, 2 of a sentence, 3 and 4 the same for several words
    pieces = []
    for token in sentence.tokens:
        pieces.append("0" * (len(token.text) - 1) + ("3" if len(token.words) > 1 else "1") + "0" * token.spaced)
    line = "".join(pieces)[: len(sentence.text)]
    return line[:-1] + str(int(line[-1]) + 1)


def _conllu(sentence: TreeSentence) -> str:
    rows, number = [f"# sent_id = {sentence.id}", f"# text = {sentence.text}"], 1
    for token in sentence.tokens:
        space = "_" if token.spaced else "SpaceAfter=No"
        if len(token.words) > 1:
            rows.append(f"{number}-{number + len(token.words) - 1}\t{token.text}" + "\t_" * 7 + f"\t{space}")
            space = "_"
        for word in token.words:
            rows.append(f"{number}\t{word}\t_\tX\t_\t_\t{number - 1}\tdep\t_\t{space}")
            number += 1
    return "\n".join(rows) + "\n"
