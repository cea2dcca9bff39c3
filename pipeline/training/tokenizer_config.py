"""The tokenizer's training configuration (configs/tokenizer.toml)."""

from __future__ import annotations

from pathlib import Path

import msgspec

from pipeline.errors import JisrError


class TaggerSettings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The character tagger: LSTM units a direction, training steps, characters of an example, two kinds of noise."""

    hidden: int
    steps: int
    first_steps: int
    paragraph: int
    dropout: float
    unknown: float


class ExpanderSettings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The clitic expander."""

    epochs: int


class SilverSettings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Plain text that is labelled and trained on, in words, and the weight of the treebank beside it."""

    words: int
    treebank_copies: int


class TokenizerConfig(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Everything that decides a training run, next to its input."""

    seed: int
    tokenizer: TaggerSettings
    expander: ExpanderSettings
    silver: SilverSettings


def read_config(path: Path) -> TokenizerConfig:
    """Read a TOML configuration. Raises JisrError where a key is missing, unknown or of a wrong type."""
    try:
        return msgspec.toml.decode(path.read_bytes(), type=TokenizerConfig)
    except (OSError, msgspec.DecodeError) as error:
        raise JisrError(str(error), where=str(path), expected="the keys of configs/tokenizer.toml") from error
