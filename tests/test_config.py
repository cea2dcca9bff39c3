import pytest

from pipeline import config
from pipeline.errors import UsageError


def test_defaults_are_complete():
    chosen = config.load()
    assert chosen.extract.only == "all" and chosen.extract.model in chosen.models


def test_a_file_goes_over_the_defaults_and_settings_over_the_file(tmp_path):
    path = tmp_path / "mine.toml"
    path.write_text('[batch]\ndocuments = 8\ncharacters = 9\n[models]\nmine = "/m"', "utf-8")
    chosen = config.load(path, ["batch.documents=7", "extract.model=mine"])
    assert (chosen.batch.documents, chosen.batch.characters) == (7, 9)
    assert chosen.models["mine"] == "/m" and "accurate" in chosen.models
    assert chosen.extract.model == "mine"


@pytest.mark.parametrize(
    ("setting", "message"),
    [
        ("batch.document=7", r"unknown key 'document' in \[batch\]; expected one of documents, characters"),
        ("bach.documents=7", "unknown section 'bach'; expected one of extract, models"),
        ("batch.documents=many", "Expected `int`, got `str` - at `\\$.batch.documents`"),
        ("batch.documents=0", ">= 1"),
        ("extract.only=names", "Invalid enum value 'names'"),
        ("batch.documents", "expected section.key=value"),
        ("documents=7", "expected section.key=value"),
    ],
)
def test_a_wrong_setting_is_refused_with_what_there_is(setting, message):
    with pytest.raises(UsageError, match=message):
        config.load(settings=[setting])


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"batch = 3", "'batch' is no section"),
        (b"[batch", "not TOML"),
        (b"\xff\xfe", "not TOML"),
        (b"[batch]\nfoo = 1", "unknown key 'foo'"),
    ],
)
def test_a_wrong_file_is_named(tmp_path, content, message):
    path = tmp_path / "mine.toml"
    path.write_bytes(content)
    with pytest.raises(UsageError, match=message) as caught:
        config.load(path)
    assert caught.value.where == str(path)


def test_a_missing_file(tmp_path):
    with pytest.raises(UsageError, match="cannot read"):
        config.load(tmp_path / "none.toml")


def test_a_model_is_a_shipped_name_or_a_folder(tmp_path):
    assert config.model_folder(config.load(settings=[f"extract.model={tmp_path}"])) == tmp_path
    with pytest.raises(
        UsageError, match=r"no model 'huge'; expected a shipped model \(.*accurate.*\) or a model's folder"
    ):
        config.model_folder(config.load(settings=["extract.model=huge"]))
