import pickle

import pytest

from pipeline.errors import JisrError, UsageError


@pytest.mark.parametrize("kind", [JisrError, UsageError])
def test_an_error_comes_whole_from_another_process(kind):
    sent = kind("no such model", where="a.toml", expected="a name", hint="see --help")
    received = pickle.loads(pickle.dumps(sent))
    assert type(received) is kind
    assert str(received) == str(sent) == "a.toml: no such model; expected a name; see --help"
    assert (received.what, received.where, received.expected, received.hint) == sent.args
