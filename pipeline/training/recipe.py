"""The recipe of a NER model: everything that decides what training makes, read from configs/train.toml."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Annotated, TypeAlias, TypeVar

import msgspec

from pipeline.errors import UsageError
from pipeline.training.public import PublicSet

Positive: TypeAlias = Annotated[int, msgspec.Meta(ge=1)]
Share: TypeAlias = Annotated[float, msgspec.Meta(ge=0, le=1)]
_Kind = TypeVar("_Kind", bound=msgspec.Struct)


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


class PretrainRecipe(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A run of masked-language-model training on plain text; `pieces` is the most that is read of it."""

    encoder: str
    window_pieces: Positive
    pieces: Positive
    masked_words: Share
    batch_windows: Positive
    learning_rate: float
    warmup: Share
    weight_decay: float
    seed: int


class DistillRecipe(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A student's size and training. `words` is the most that is read of the plain text."""

    teacher: str
    layers: Positive
    window_pieces: Positive
    retellings: Annotated[int, msgspec.Meta(ge=0)]
    words: Annotated[int, msgspec.Meta(ge=0)]
    epochs: Positive
    batch_windows: Positive
    learning_rate: float
    warmup: Share
    weight_decay: float
    masked_pieces: Share
    seed: int


def load(path: Path) -> Recipe:
    """Read a recipe. Raises UsageError on a file that is missing, is no TOML, or has unknown or missing keys."""
    return _load(path, Recipe, "configs/train.toml")


def load_pretrain(path: Path) -> PretrainRecipe:
    """Read a recipe of pretraining. Raises UsageError as `load` does."""
    return _load(path, PretrainRecipe, "configs/pretrain.toml")


def load_distill(path: Path) -> DistillRecipe:
    """Read a recipe of distillation. Raises UsageError as `load` does."""
    return _load(path, DistillRecipe, "configs/distill.toml")


def _load(path: Path, kind: type[_Kind], example: str) -> _Kind:
    try:
        return msgspec.convert(tomllib.loads(path.read_text(encoding="utf-8")), kind)
    except OSError as error:
        raise UsageError("cannot read the recipe", where=str(path), hint=str(error)) from error
    except (tomllib.TOMLDecodeError, msgspec.ValidationError) as error:
        expected = f"the keys {', '.join(field.name for field in msgspec.structs.fields(kind))}"
        raise UsageError(str(error), where=str(path), expected=expected, hint=f"see {example}") from error
