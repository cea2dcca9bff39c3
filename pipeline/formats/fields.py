"""A record's fields, or a table row's columns, as a document."""

from __future__ import annotations

from typing import Any

import msgspec

from pipeline.config import Input
from pipeline.document import Document
from pipeline.errors import JisrError
from pipeline.formats.opening import too_long

_EXPECTED = '{"id": "…", "text": "…", "meta": {…}}, or the names that [input] of the configuration gives'


class _Received(msgspec.Struct):
    """The fields of an incoming record that jisr knows; others go into `meta`, old entities are not trusted."""

    id: str
    text: str
    meta: dict[str, Any] = {}


def document(fields: dict[str, Any], names: Input) -> Document:
    """The document of one record. Fields that a record does not have are moved into `meta`.

    A field that `names` calls for goes before one with jisr's own name, which is then one of the others.
    `entities` are left behind: whoever extracts makes his own. Raises JisrError where id or text is missing or of
    another type, where one name has two values, and where the text is longer than `names.document_bytes`.
    """
    id, text, published = (
        theirs if theirs in fields else ours
        for ours, theirs in (("id", names.id), ("text", names.text), ("published", names.published))
    )
    known = _received({"id": id, "text": text, "meta": "meta"}, fields, names)
    if len(known.text) > names.document_bytes:
        raise too_long("text", names.document_bytes)
    meta = dict(known.meta)
    for key, value in fields.items():
        if key in (id, text, "meta", "entities"):
            continue
        name = "published" if key == published else key
        if name in meta and meta[name] != value:
            raise JisrError(f"{name!r} has one value in the record and another in its meta", expected="one of them")
        meta[name] = value
    return Document(id=known.id, text=known.text, meta=meta)


def _received(places: dict[str, str], fields: dict[str, Any], names: Input) -> _Received:
    found = {ours: fields[theirs] for ours, theirs in places.items() if theirs in fields}
    for ours, theirs in (("id", names.id), ("text", names.text)):
        if ours not in found:
            hint = f"mend the record, or name its field with --set input.{ours}=NAME"
            raise JisrError(f"missing required field `{theirs}`", expected=_EXPECTED, hint=hint)
    try:
        return msgspec.convert(found, _Received)
    except msgspec.ValidationError as error:
        raise JisrError(str(error), expected=_EXPECTED, hint="mend the record") from None
