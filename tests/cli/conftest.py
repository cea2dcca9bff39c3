import pytest
from click.testing import CliRunner

from pipeline.cli import main
from tests.stand_ins import extractor


@pytest.fixture
def call(tmp_path, monkeypatch):
    """Calls `jisr` with stand-ins for the stages, in an empty folder."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("pipeline.extractor._load_rules", lambda: extractor().rules)
    monkeypatch.setattr("pipeline.extractor._load_model", lambda chosen: extractor().model)

    def call(*arguments, stdin=None):
        return CliRunner().invoke(main, [*map(str, arguments)], input=stdin, catch_exceptions=False)

    return call
