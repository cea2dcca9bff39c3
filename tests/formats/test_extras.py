import subprocess
import sys

import pytest
from click.testing import CliRunner

from pipeline.cli import main
from pipeline.errors import UsageError
from pipeline.formats import extras, sources, writers

LIBRARIES = {"lxml", "trafilatura", "warcio", "brotli", "pyarrow", "backports.zstd", "compression.zstd", "ray"}


@pytest.fixture
def nothing_installed(monkeypatch):
    monkeypatch.setattr(extras, "find_spec", lambda module: None)


@pytest.mark.parametrize(
    ("name", "extra"),
    [("a.html", "html"), ("a.htm.gz", "html"), ("a.warc", "warc"), ("a.warc.gz", "warc"), ("a.parquet", "parquet")],
)
def test_a_missing_library_is_named_with_what_brings_it(tmp_path, nothing_installed, name, extra):
    (tmp_path / name).touch()
    (tmp_path / "b.txt").write_text("7")
    inputs = [str(tmp_path / "b.txt"), str(tmp_path / name)]
    with pytest.raises(UsageError, match=rf"run: pip install 'jisr\[{extra}\]'"):
        sources.find(inputs)
    result = CliRunner().invoke(main, ["extract", *inputs, "--only", "rules", "-o", str(tmp_path / "out.jsonl")])
    assert result.exit_code == 2 and f"jisr[{extra}]" in result.stderr and name in result.stderr
    assert {path.name for path in tmp_path.iterdir()} == {"b.txt", name}


def test_a_missing_library_of_the_output(tmp_path, nothing_installed):
    with pytest.raises(UsageError, match=r"pip install 'jisr\[parquet\]'"):
        writers.check(tmp_path / "out.parquet")
    for name in ("out.jsonl", "out.jsonl.gz", "out.conll.zst", "out.brat"):
        writers.check(tmp_path / name)


def test_what_needs_no_library_asks_for_none(tmp_path, nothing_installed):
    names = [f"a{suffix}{packed}" for suffix in (".txt", ".jsonl", ".csv") for packed in ("", ".gz", ".zst")]
    for name in names:
        (tmp_path / name).touch()
    assert len(sources.find([str(tmp_path / name) for name in names])) == 9


@pytest.mark.parametrize("name", ["out.txt", "out.html", "out.conll.bz2", "out.brat.gz", "out", "out.gz"])
def test_an_output_of_unknown_format(tmp_path, name):
    with pytest.raises(UsageError, match=r"expected a name that ends in .*\.conll.*, or -"):
        writers.check(tmp_path / name)


def test_plain_input_loads_none_of_the_libraries(tmp_path):
    (tmp_path / "a.txt").write_text("بلغ 7", "utf-8")
    (tmp_path / "b.jsonl").write_text('{"id":"b","text":"7"}')
    code = (
        "import sys\nfrom pipeline.cli import main\n"
        "try: main(['extract', 'a.txt', 'b.jsonl', '-o', 'out.jsonl', '--only', 'rules'])\n"
        "except SystemExit as end: print(end.code, *sys.modules)\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=tmp_path, check=True)
    status, *modules = done.stdout.split()
    assert status == "0" and not LIBRARIES & {*modules}
