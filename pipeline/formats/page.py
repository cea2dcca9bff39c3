"""The article on a web page, by trafilatura: its text and what the page says of it.

Pages are hostile. Nothing on them is run or fetched; their size, their number of elements, their depth and the cost
of their attributes are bounded before anything slow looks at them.
"""

from __future__ import annotations

import codecs
import logging
import re
from typing import Any, NamedTuple

import lxml.etree
import lxml.html
import trafilatura
from trafilatura.settings import Document as Article

from pipeline.document import Document
from pipeline.errors import JisrError
from pipeline.formats.arabic import is_arabic
from pipeline.formats.encoding import decode
from pipeline.formats.item import Item, Origin, Read, Skipped

MOST_BYTES = 16_000_000
_MOST_ELEMENTS = 20_000  # trafilatura needs 0.1 ms for one, 0.25 at worst; long articles with comments have 5,000
_MOST_ATTRIBUTE_COST = 2e8  # libxml2 compares each attribute of a tag with all before it: half a second
_LONG_TAG = re.compile(r"""<[a-zA-Z](?:[^"'>]++|"[^"]*+"|'[^']*+')*+""")
_DECLARED = re.compile(rb"""<meta\b[^>]{0,500}?charset\s*=\s*["']?\s*([\w.:-]{2,40})""", re.IGNORECASE)
_MOST_BROKEN = 0.01  # share of characters that do not fit a declared encoding, above which it is not believed
_HEAD = 4096  # bytes in which a page may name its encoding
_SURROGATES = re.compile("[\ud800-\udfff]")
# A date is taken where the page states it, not guessed out of its text: days like "yesterday" are counted from it.
# The latest date is fixed, so that a page gives the same document on whichever day it is read.
_DATES = {"original_date": True, "extensive_search": False, "max_date": "2099-12-31"}

_log = logging.getLogger(__name__)
for _name in ("trafilatura", "htmldate", "courlan", "justext"):
    logging.getLogger(_name).setLevel(logging.CRITICAL)  # what goes wrong is said by the caller, with its place


class Page(NamedTuple):
    """An article: its headline and its text, and meta with `url`, `title`, `published` and `language` where known."""

    text: str
    meta: dict[str, Any]


def document(origin: Origin, id: str, data: bytes, *, charset: str | None = None, url: str | None = None) -> Read:
    """The article of a page as a document; pages without one, or in another language, are passed over.

    Raises JisrError where a bound is passed.
    """
    found = article(data, where=str(origin), charset=charset, url=url)
    if found is None:
        return Skipped(origin, "page without an article")
    if not is_arabic(found.text):
        return Skipped(origin, "page that is not in Arabic")
    return Item(origin, Document(id=id, text=found.text, meta=found.meta))


def article(data: bytes, *, where: str, charset: str | None = None, url: str | None = None) -> Page | None:
    """The article of a page, None where there is no text on it. Raises JisrError where a bound is passed.

    `charset` is what the server said, `url` where the page was found; `where` names it in the log.
    """
    if len(data) > MOST_BYTES:
        raise _hostile(f"a page of more than {MOST_BYTES:,} bytes")
    html = _decoded(data, charset, where)
    if not html.strip("\0 \t\r\n"):
        return None
    tree = _parsed(html)
    if tree is None:
        return None
    language = _language(tree)  # before trafilatura, which takes trees apart
    try:
        found = trafilatura.bare_extraction(
            tree, url=url, with_metadata=True, include_comments=False, date_extraction_params=_DATES
        )
    except RecursionError:
        raise _hostile("elements that are nested too deep") from None
    if not isinstance(found, Article) or not (text := (found.text or "").strip()):
        return None
    title = (found.title or "").strip()
    meta = {"url": url or _web(found.url), "title": title, "published": found.date, "language": language}
    headed = text if not title or text.startswith(title) else f"{title}\n\n{text}"
    return Page(_sound(headed), {key: _sound(value) for key, value in meta.items() if value})


def _decoded(data: bytes, charset: str | None, where: str) -> str:
    """The page as text: by its mark, its shape or as UTF-8, by what it or the server declares, by statistics."""
    try:
        text, encoding = decode(data)
        if encoding.startswith("utf"):
            return text
    except JisrError as error:
        text, encoding, failed = "", "", error
    for name in (charset, _declared(data), None if encoding else "utf-8"):
        if name and (known := _lookup(name)):
            found = data.decode(known, "replace")
            broken = found.count("\ufffd")
            if broken > _MOST_BROKEN * len(found):
                continue
            if broken:
                _log.warning("%s: %d characters are not %s, read as U+FFFD", where, broken, known)
            return found
    if not encoding:
        raise failed
    _log.warning("%s: not UTF-8; read as %s", where, encoding)
    return text


def _declared(data: bytes) -> str | None:
    found = _DECLARED.search(data[:_HEAD])
    return found[1].decode("ascii", "replace") if found else None


def _lookup(name: str) -> str | None:
    """Python's name of a text encoding, None where it has none."""
    try:
        known = codecs.lookup(name.strip("\"' "))
    except (LookupError, ValueError):
        return None
    return known.name if getattr(known, "_is_text_encoding", True) else None


def _parsed(html: str) -> lxml.html.HtmlElement | None:
    """The tree, None where there is none. Raises JisrError where libxml2 would leave a part of the page out."""
    cost = sum(tag.count("=") ** 2 + len(tag.split()) ** 2 for tag in _LONG_TAG.findall(html) if len(tag) > 2000)
    if cost > _MOST_ATTRIBUTE_COST:
        raise _hostile("a tag of too many attributes")
    parser = lxml.html.HTMLParser(
        encoding="utf-8", collect_ids=False, remove_comments=True, remove_pis=True, no_network=True, huge_tree=False
    )
    try:
        tree = lxml.html.document_fromstring(html.encode("utf-8", "replace"), parser=parser)
    except lxml.etree.ParserError:
        return None
    if any(entry.type_name == "ERR_RESOURCE_LIMIT" for entry in parser.error_log):
        raise _hostile("elements nested deeper than 256, or an attribute or text of more than 10 MB")
    if sum(1 for _ in tree.iter()) > _MOST_ELEMENTS:
        raise _hostile(f"a page of more than {_MOST_ELEMENTS:,} elements")
    return tree


def _language(tree: lxml.html.HtmlElement) -> str | None:
    """The language that the page states, as a BCP 47 tag."""
    stated = tree.get("lang") or tree.get("xml:lang")
    for meta in tree.iterfind(".//meta[@content]"):
        key = (meta.get("http-equiv") or meta.get("property") or meta.get("name") or "").lower()
        if not stated and key in ("content-language", "og:locale", "language"):
            stated = meta.get("content")
    found = re.fullmatch(r"[a-zA-Z]{2,3}(?:[-_][a-zA-Z0-9]{1,8})*", (stated or "").strip())
    return found[0].replace("_", "-") if found else None


def _web(url: str | None) -> str | None:
    """The address that a page gives itself, if it is one of the web: others could be scripts."""
    return url if url and url.lower().startswith(("http://", "https://")) else None


def _sound(text: str) -> str:
    """Text without halves of surrogate pairs, which a page can write as numbers and a record cannot hold."""
    return _SURROGATES.sub("\ufffd", text)


def _hostile(what: str) -> JisrError:
    return JisrError(what, expected="a page of a size that articles have", hint="leave it out, or send its text")
