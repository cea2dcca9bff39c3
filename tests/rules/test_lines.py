"""Every line of marked-up text in this folder's .txt files: the rules must give its marks, and no other span.

A line that begins with `#` is a comment; `# published: 2024-11-18` sets the day of publication for the lines below it,
`# published:` unsets it. `\\n` in a line is a line break. `kind`, `value` and `modifier` must be equal; `resolved`,
`calendar` and `flag` are compared where a mark has them.
"""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from pipeline.document import Span
from pipeline.formats.inline import parse
from pipeline.rules.engine import Rules

RULES = Rules()


def _cases() -> Iterator[Any]:
    for path in sorted(Path(__file__).parent.glob("*.txt")):
        published = None
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
            if line.startswith("# published:"):
                day = line.partition(":")[2].strip()
                published = date.fromisoformat(day) if day else None
            elif line and not line.startswith("#"):
                yield pytest.param(line.replace("\\n", "\n"), published, id=f"{path.stem}:{number}")


def _told(span: Span, asked: Span) -> dict[str, Any]:
    keys = ["start", "end", "label", "text", "kind", "value", "modifier"]
    keys += [key for key in ("resolved", "calendar", "flag") if getattr(asked, key) is not None]
    return {key: getattr(span, key) for key in keys}


@pytest.mark.parametrize(("line", "published"), list(_cases()))
def test_line(line: str, published: date | None) -> None:
    document = parse(line)
    found = RULES(document.text, published=published)
    assert [span.text for span in found] == [span.text for span in document.spans]
    for span, asked in zip(found, document.spans, strict=True):
        assert _told(span, asked) == _told(asked, asked)
