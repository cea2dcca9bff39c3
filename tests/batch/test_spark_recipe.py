"""The README's recipe for Spark, with a list in the place of Spark."""

import re
from pathlib import Path
from types import SimpleNamespace

import pipeline
from pipeline.extractor import load

README = Path(__file__).resolve().parents[2] / "README.md"


class Table:
    """As much of Spark as the recipe needs: one partition."""

    def __init__(self, rows):
        self.rdd, self.rows = self, rows

    def mapPartitions(self, function):
        return Table(list(function(iter(self.rows))))

    def toDF(self, columns):
        return [dict(zip(columns, row, strict=True)) for row in self.rows]


def test_it_gives_the_entities_of_each_row(monkeypatch):
    monkeypatch.setattr(pipeline, "load", lambda: load(only="rules"), raising=False)
    section = README.read_text("utf-8").partition("With Spark")[2]
    recipe = re.search(r"```python\n(.*?)\n\n\n(spark.*?)```", section, re.DOTALL)
    rows = [SimpleNamespace(id="a", text="بلغ 408,000 نموذج"), SimpleNamespace(id="b", text="نموذج")]
    names = {"spark": SimpleNamespace(table=lambda name: Table(rows))}
    exec(recipe[1], names)
    assert eval(recipe[2], names) == [{"id": "a", "entities": [(4, 11, "NUM", "408,000")]}, {"id": "b", "entities": []}]
