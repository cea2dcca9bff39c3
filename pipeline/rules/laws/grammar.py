"""Find every LAW: a head noun with its number (القرار رقم 16-QD/TW), lists that share a head, and bare codes.

law  := head adjective* (رقم)? code            "المرسوم بقانون اتحادي رقم 32"
list := heads (رقم)? code (و code)*            each code is a LAW, the first with the head
bare := a code of digits, a kind's letters and an issuer ("25-NQ/TW", "10/2022/QH15")
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.rules.candidate import Candidate
from pipeline.rules.lexer import Atom, Text
from pipeline.rules.lexicon import Reading, table
from pipeline.rules.view import INVISIBLE

_ADJECTIVES = (
    r"(?: (?:ال)?(?:رسمي|وزاري|اتحادي|تنفيذي|ملكي|سامي|مشترك|حكومي|اداري|جمهوري|رياسي|اميري|سلطاني|تشريعي|تنظيمي"
    r"|اساسي|عاجل)ه?| (?:ال)?(?:شريف|اطار)| بقانون){0,3}"
)
_NUMBER_SIGN = r" (?:رقم(?:ي|ها)?|ارقام|ذ[اي] الرقم|ذات الرقم|[Ss]o|SO|No\.?)[ :]{0,2}"
_LETTERED = (
    r"[0-9]{1,5}[A-Za-z]?(?: ?[-/.] ?(?=[0-9A-Z])[0-9A-Za-z]{1,12}){0,4}?"
    r"(?:(?: ?[-/] ?| (?=[A-Z]{1,4}[-/][A-Z])|\.(?=[A-Z]{2,12}(?![a-z])))[A-Z][0-9A-Za-z]{0,11}){1,4}"
    r"(?:/(?:19|20)[0-9]{2})?"
)
_DIGITS = r"[0-9]{1,6}(?:[-/.][0-9]{1,6}){0,3}(?: ?/ ?[\u0621-\u064a]{1,2}(?![\u0621-\u064a]))?"
_END = r"(?![0-9A-Za-z]|[-/.,٫][0-9A-Za-z])"

_HEAD = re.compile(
    _ADJECTIVES + f"(?P<sign>{_NUMBER_SIGN})?" + rf" ?[(\"«]?(?P<code>{_LETTERED}{_END}|{_DIGITS}{_END})"
)
_NEXT = re.compile(rf"(?:\)?[\"»]? ?(?:و ?|، ?و?|, ?و?))(?P<code>{_LETTERED}{_END}|{_DIGITS}{_END})")
_BARE = re.compile(
    r"[0-9]{1,5}(?:/(?:19|20)[0-9]{2} ?[-/] ?[A-Z][A-Za-z]{1,9}[0-9]{0,2}"
    r"| ?[-/] ?[A-Z][A-Za-z]{1,5} ?[-/] ?[A-Z][A-Za-z]{1,9}[0-9]{0,2}"
    r"|[-/](?:NQ|QD|CT|KL|ND|TT|TB|BC|KH|HD|CD|CTr|TTr|CV|QH[0-9]{1,2}))(?:[-/][A-Z][0-9A-Za-z]{0,9}){0,2}" + _END
)
#: A number of two parts, as Arab gazettes print it: "القانون 14.07", "القرار 13/113".
_PARTS = re.compile(r"[0-9]{1,3}[-/.][0-9]{1,4}")
_LETTER = re.compile("[A-Z]")
_BLANK = re.compile(r"\s")
_YEAR = re.compile(r"(?:19|20)[0-9]{2}")
_COUNTED = re.compile(r" ?%| (?:الف|مليون|مليار|في الم|بالم|دولار|دونغ|صفح|ماد|بند|عام|سن|شهر|يوم)")
_WORD_BEHIND = re.compile(r" ([\u0621-\u064a]+)")
_ARABIC_DIGITS = {ord(c): str(n % 10) for n, c in enumerate("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹")}


def find(text: Text) -> Iterator[Candidate]:
    """Every reference to a document, in text order."""
    for atom in text.atoms:
        if atom.digits:
            if (bare := _BARE.match(text.text, atom.start)) is not None and not _glued(text, atom):
                yield _law(text, bare.start(), bare.span(), bare.end(), "bare code")
        elif "document" in atom.readings or "documents" in atom.readings:
            yield from _headed(text, atom)


def _headed(text: Text, atom: Atom) -> Iterator[Candidate]:
    match = _HEAD.match(text.text, atom.end)
    many = "documents" in atom.readings
    reading = atom.readings["documents" if many else "document"]
    if match is None or not _refers(text, match, reading):
        return
    start, code = atom.start + reading.skip, match.span("code")
    bracketed = text.text[code[0] - 1] == "(" and text.text[code[1] : code[1] + 1] == ")"
    yield _law(text, start, code, code[1] + bracketed, "head and number", (reading.entry.row,))
    while many and (match := _NEXT.match(text.text, match.end("code"))) is not None and not _counts(text, match):
        code = match.span("code")
        yield _law(text, code[0], code, code[1], "list with a shared head", (reading.entry.row,))


def _refers(text: Text, match: re.Match[str], head: Reading) -> bool:
    """Is the number behind a head noun that of a document?

    A code with letters always is. A plain number is one behind رقم, or else behind a definite head that hardly
    means anything but a document (`strong`), if it is no year and no count. A `coded` head (برنامج) wants letters.
    """
    code, strength = match["code"], head.entry.value
    if _LETTER.search(code):
        return True
    if strength == "coded" or match["sign"]:
        return strength != "coded"
    if strength != "strong" or not head.definite or not (code.isdecimal() or _PARTS.fullmatch(code)):
        return False
    return not (_YEAR.fullmatch(code) or _counts(text, match))


def _counts(text: Text, match: re.Match[str]) -> bool:
    if _COUNTED.match(text.text, match.end("code")) is not None:
        return True
    word = _WORD_BEHIND.match(text.text, match.end("code"))
    return word is not None and "month" in table().words.get(word[1], {})  # يوم القانون (9 نوفمبر)


def _glued(text: Text, atom: Atom) -> bool:
    before = text.text[atom.start - 1 : atom.start] if atom.start else ""
    return bool(before) and (before in "-/." or (before.isascii() and before.isalnum()))


def _law(text: Text, start: int, code: tuple[int, int], end: int, rule: str, rows: tuple[str, ...] = ()) -> Candidate:
    raw = text.view.raw[text.view.raw_start(code[0]) : text.view.raw_end(code[1])]
    value = _BLANK.sub(" ", INVISIBLE.sub("", raw).translate(_ARABIC_DIGITS))
    return Candidate(start, end, "LAW", None, value, f"law: {rule}", rows=rows, strength=1)
