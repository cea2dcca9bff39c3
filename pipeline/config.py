"""The configuration: one typed section a struct, no unknown keys, every default in configs/default.toml."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Any, Literal, TypeAlias

import msgspec

from pipeline import resources
from pipeline.errors import UsageError

Positive: TypeAlias = Annotated[int, msgspec.Meta(ge=1)]


class Extract(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What to extract, and with which model (a name from `models`, or a folder)."""

    only: Literal["all", "rules", "ner"]
    model: str


class Tokenizer(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The tokenizer's folder, and what runs it."""

    folder: str
    backend: Literal["onnx", "stanza"]


class Input(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The names that a record's fields or a table's columns have, and the most bytes that one document may have."""

    id: str
    text: str
    published: str
    document_bytes: Positive


class Batch(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How much is processed at a time: at most so many documents, and so many code points."""

    documents: Positive
    characters: Positive


class Run(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How a bulk run is cut and bounded: bytes of a shard, seconds of a document, bytes of memory of a worker."""

    shard_bytes: Positive
    seconds: Positive
    worker_bytes: Positive


class Config(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """All sections. `models` gives the folder of each model that has a name."""

    extract: Extract
    models: dict[str, str]
    tokenizer: Tokenizer
    input: Input
    batch: Batch
    run: Run


def load(path: Path | None = None, settings: Sequence[str] = ()) -> Config:
    """The defaults, under the file `path`, under settings such as `batch.documents=8`.

    Raises UsageError on an unknown key or a wrong value, with the keys that there are.
    """
    tables = _read(resources.folder("configs") / "default.toml")
    if path is not None:
        _merge(tables, _read(path), where=str(path))
    for setting in settings:
        _merge(tables, _parse_setting(setting), where=f"--set {setting}")
    return _convert(tables, where="configuration")


def model_folder(config: Config) -> Path:
    """The folder of the chosen model. Raises UsageError, naming the shipped models, where it is not there."""
    name = config.extract.model
    shipped = resources.folder("models")
    if name in config.models:
        return _existing(shipped / config.models[name], f"model {name!r}")
    if Path(name).is_dir():
        return Path(name)
    known = ", ".join(sorted(config.models))
    raise UsageError(f"no model {name!r}", expected=f"a shipped model ({known}) or a model's folder")


def tokenizer_folder(config: Config) -> Path:
    """The folder of the tokenizer. Raises UsageError where it is not there."""
    return _existing(resources.folder("models") / config.tokenizer.folder, "the tokenizer")


def _existing(folder: Path, what: str) -> Path:
    if not folder.is_dir():
        raise UsageError(f"{what} is not installed", where=str(folder), hint="`--only rules` needs no model")
    return folder


def _read(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text("utf-8"))
    except OSError as error:
        raise UsageError(f"cannot read: {error.strerror}", where=str(path), expected="a TOML file") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise UsageError(f"not TOML: {error}", where=str(path), expected="a TOML file in UTF-8") from None


def _parse_setting(setting: str) -> dict[str, Any]:
    """`section.key=value` as a table; the value is TOML where it can be read so, otherwise a string."""
    name, equals, raw = setting.partition("=")
    section, dot, key = name.strip().partition(".")
    if not (equals and dot and section and key):
        raise UsageError(f"--set {setting!r} cannot be read", expected="section.key=value, such as batch.documents=8")
    try:
        value = tomllib.loads(f"value = {raw}")["value"]
    except tomllib.TOMLDecodeError:
        value = raw.strip()
    return {section: {key: value}}


def _merge(tables: dict[str, Any], more: dict[str, Any], *, where: str) -> None:
    """Lay one file's keys over the tables. `models` may gain keys, every other section has the keys it has."""
    for section, keys in more.items():
        if section not in tables:
            raise UsageError(f"unknown section {section!r}", where=where, expected=f"one of {', '.join(tables)}")
        if not isinstance(keys, dict):
            raise UsageError(f"{section!r} is no section", where=where, expected=f"[{section}] and keys below it")
        unknown = keys.keys() - tables[section].keys()
        if unknown and section != "models":
            known = ", ".join(tables[section])
            raise UsageError(f"unknown key {min(unknown)!r} in [{section}]", where=where, expected=f"one of {known}")
        tables[section] |= keys
    _convert(tables, where=where)


def _convert(tables: dict[str, Any], *, where: str) -> Config:
    try:
        return msgspec.convert(tables, Config)
    except msgspec.ValidationError as error:
        raise UsageError(str(error), where=where, expected="the keys and types of configs/default.toml") from None
