"""What a run is a run of: code, model and settings. Outputs of different ones never mix in one folder."""

from __future__ import annotations

import hashlib
from functools import cache
from importlib.metadata import version
from pathlib import Path

import msgspec

import pipeline
from pipeline import config

# What has no influence on the records.
_OTHER_CODE = ("batch", "bench", "cli", "configs", "models", "evaluation", "training", "view", "__pycache__")


class Identity(msgspec.Struct, frozen=True, kw_only=True):
    """The settings that decide a record, and the hashes of the code and the models that make it.

    `model` and `tokenizer` are None where only the rules run; `limit` is the most documents, None for all;
    `duplicates` are kept or passed over.
    """

    version: str
    code: str
    only: str
    model: str | None
    tokenizer: str | None
    backend: str
    input: config.Input
    format: str
    limit: int | None
    duplicates: str

    @property
    def id(self) -> str:
        """The run's id."""
        return hashlib.sha256(msgspec.json.encode(self)).hexdigest()[:16]

    def difference(self, other: Identity) -> str:
        """The names of the fields in which the two differ, to be shown."""
        names = [name for name in self.__struct_fields__ if getattr(self, name) != getattr(other, name)]
        return "other " + ", ".join(names)


def identify(chosen: config.Config, suffix: str, limit: int | None, duplicates: str) -> Identity:
    """The identity of a run with this configuration. Raises UsageError where a model is missing."""
    needs_model = chosen.extract.only != "rules"
    return Identity(
        version=version("jisr"),
        code=_hash(Path(pipeline.__file__).parent),
        only=chosen.extract.only,
        model=_hash(config.model_folder(chosen)) if needs_model else None,
        tokenizer=_hash(config.tokenizer_folder(chosen)) if needs_model else None,
        backend=chosen.tokenizer.backend,
        input=chosen.input,
        format=suffix,
        limit=limit,
        duplicates=duplicates,
    )


@cache
def _hash(folder: Path) -> str:
    """One hash of all files in a folder, their names and contents."""
    digest = hashlib.sha256()
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder)
        if name.parts[0] in _OTHER_CODE or path.suffix in (".pyc", ".md") or not path.is_file():
            continue
        with path.open("rb") as stream:
            content = hashlib.file_digest(stream, "sha256").hexdigest()
        digest.update(f"{name.as_posix()} {content}\n".encode("utf-8", "surrogateescape"))
    return digest.hexdigest()[:16]
