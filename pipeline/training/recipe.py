"""The recipe of a NER model: everything that decides what training makes, read from configs/train.toml."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Annotated, TypeAlias

import msgspec

from pipeline.errors import UsageError
from pipeline.training.public import PublicSet

Positive: TypeAlias = Annotated[int, msgspec.Meta(ge=1)]
Share: TypeAlias = Annotated[float, msgspec.Meta(ge=0, le=1)]


class Public(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Training on public sets before the annotated documents: passes, and which sets."""

    epochs: Positive
    sets: list[PublicSet]


class Recipe(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A fine-tuning run.

    `encoder` is a folder inside models/, any other local folder, or a hub id (that needs a network). `retellings` are
    synthetic copies made of each annotated document, `packings` the ways each copy is cut into windows.
    """

    encoder: str
    window_pieces: Positive
    packings: Positive
    retellings: Annotated[int, msgspec.Meta(ge=0)]
    epochs: Positive
    batch_windows: Positive
    learning_rate: float
    head_learning_rate: float
    warmup: Share
    weight_decay: float
    masked_pieces: Share
    seed: int
    public: Public | None = None


def load(path: Path) -> Recipe:
    """Read a recipe. Raises UsageError on a file that is missing, is no TOML, or has unknown or missing keys."""
    try:
        return msgspec.convert(tomllib.loads(path.read_text(encoding="utf-8")), Recipe)
    except OSError as error:
        raise UsageError("cannot read the recipe", where=str(path), hint=str(error)) from error
    except (tomllib.TOMLDecodeError, msgspec.ValidationError) as error:
        expected = f"the keys {', '.join(Recipe.__struct_fields__)}"
        raise UsageError(str(error), where=str(path), expected=expected, hint="see configs/train.toml") from error
