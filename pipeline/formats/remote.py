"""Files that are named by an address, such as s3://bucket/news/: by fsspec and what it needs for each kind of store.

A file is fetched whole before it is read, so that every format works and nothing is read twice over a network.
"""

from __future__ import annotations

import glob
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

from pipeline.errors import JisrError, UsageError
from pipeline.formats.extras import require


class Remote(NamedTuple):
    """A file's address."""

    url: str

    @property
    def path(self) -> Path:
        """Its last part: the name that tells the format."""
        return Path(PurePosixPath(self.url).name)

    def __str__(self) -> str:
        return self.url


def is_address(name: str) -> bool:
    """Whether the name of an input is an address."""
    return "://" in name


def find(address: str) -> tuple[list[Remote], bool]:
    """The files behind an address, sorted, and whether it is that of a folder, in which they lie at any depth.

    Otherwise it is that of a file, or a pattern. Raises UsageError where a library for this kind of store is missing,
    JisrError where the store cannot be asked.
    """
    store, path = _store(address)
    with _said(address):
        is_folder = not glob.has_magic(path) and store.isdir(path)
        if is_folder:
            found = store.find(path)
        else:
            found = store.glob(path) if glob.has_magic(path) else [path] if store.exists(path) else []
        return [Remote(each) for each in sorted(store.unstrip_protocol(each) for each in found)], is_folder


def version(remote: Remote) -> tuple[int, str]:
    """The size in bytes, and what changes when the file does: the store's own mark of its content. Raises JisrError."""
    store, path = _store(remote.url)
    with _said(remote.url):
        return int(store.size(path) or 0), str(store.ukey(path))


@contextmanager
def fetched(remote: Remote) -> Iterator[Path]:
    """A copy on this machine, for as long as the block takes. Raises JisrError where it cannot be fetched."""
    store, path = _store(remote.url)
    with TemporaryDirectory(prefix="jisr-") as folder:
        copy = Path(folder) / remote.path
        with _said(remote.url):
            store.get_file(path, str(copy))
        yield copy


def _store(address: str) -> tuple[Any, str]:
    require("fsspec", "fsspec", where=address, what="reading an address")
    import fsspec

    try:
        store, path = fsspec.core.url_to_fs(address)
    except (ImportError, ValueError) as error:
        hint = "pip install 'jisr[s3]' for s3://, 'jisr[gs]' for gs://"
        raise UsageError(str(error), where=address, hint=hint) from None
    return store, path


@contextmanager
def _said(address: str) -> Iterator[None]:
    """Whatever the library of a store raises as a JisrError with the address: each has exceptions of its own."""
    try:
        yield
    except Exception as error:
        raise JisrError(f"{type(error).__name__}: {error}", where=address) from error
