"""Optional libraries: whether they are installed, and what to install where they are not."""

from __future__ import annotations

from importlib.util import find_spec

from pipeline.errors import UsageError


def require(module: str, extra: str, *, where: str, what: str) -> None:
    """Nothing, if `module` is installed. Raises UsageError with the `pip install` that brings it otherwise."""
    if find_spec(module) is None:
        raise UsageError(
            f"{what} needs the library {module}, which is not installed",
            where=where,
            hint=f"run: pip install 'jisr[{extra}]'",
        )
