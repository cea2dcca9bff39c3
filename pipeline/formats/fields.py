"""A record's fields, or a table row's columns, as a document."""

from __future__ import annotations

from typing import Any

import msgspec

from pipeline.config import Input
from pipeline.document import Document
from pipeline.errors import JisrError
from pipeline.formats.opening import too_long

_OWN = frozenset({"id", "text", "meta", "entities"})
_EXPECTED = '{"id": "…", "text": "…", "meta": {…}}, or the names that [input] of the configuration gives'


class _Received(msgspec.Struct):
    """The fields of an incoming record that jisr knows; others go into `meta`, old entities are not trusted."""

    id: str
    text: str
    meta: dict[str, Any] = {}


def document(fields: dict[str, Any], names: Input) -> Document:
    """The document of one record. Fields that a record does not have are moved into `meta`.

    `entities` are left behind: whoever extracts makes his own. Raises JisrError where id or text is missing or of
    another type, where one name has two values, and where the text is longer than `names.document_bytes`.
    """
    own = {"id": names.id, "text": names.text, "published": names.published}
    renamed = {theirs: ours for ours, theirs in own.items() if ours != theirs and theirs in fields}
    if clash := [ours for ours in renamed.values() if ours in fields]:
        raise JisrError(f"{own[clash[0]]!r} and {clash[0]!r} both stand there", expected="one of them")
    known, others = _received({renamed.get(key, key): value for key, value in fields.items()}, own)
    if len(known.text) > names.document_bytes:
        raise too_long("text", names.document_bytes)
    meta = dict(known.meta)
    for key, value in others.items():
        if key in meta and meta[key] != value:
            raise JisrError(f"{key!r} has one value in the record and another in its meta", expected="one of them")
        meta[key] = value
    return Document(id=known.id, text=known.text, meta=meta)


def _received(fields: dict[str, Any], own: dict[str, str]) -> tuple[_Received, dict[str, Any]]:
    for key in ("id", "text"):
        if key not in fields:
            raise JisrError(
                f"missing required field `{own[key]}`",
                expected=_EXPECTED,
                hint=f"mend the record, or name its field with --set input.{key}=NAME",
            )
    try:
        known = msgspec.convert(fields, _Received)
    except msgspec.ValidationError as error:
        raise JisrError(str(error), expected=_EXPECTED, hint="mend the record") from None
    return known, {key: value for key, value in fields.items() if key not in _OWN}
