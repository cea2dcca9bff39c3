"""Where models/ and configs/ are: beside the package in a source tree, inside it where jisr is installed."""

from __future__ import annotations

from pathlib import Path

from pipeline.errors import JisrError

_PACKAGE = Path(__file__).resolve().parent


def folder(name: str) -> Path:
    """The folder `models` or `configs`. Raises JisrError where the installation lacks it."""
    for parent in (_PACKAGE, _PACKAGE.parent):
        if (parent / name).is_dir():
            return parent / name
    raise JisrError(f"the folder {name}/ is missing", where=str(_PACKAGE.parent), hint="install jisr anew")
