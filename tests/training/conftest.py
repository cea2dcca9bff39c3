"""An encoder so small that training on it takes seconds, and a few annotated documents."""

import shutil

import pytest

from pipeline import resources
from pipeline.formats import records
from pipeline.formats.inline import parse

TOLD = "قال ⟦PER|تو لام⟧ في ⟦LOC|هانوي⟧ إن ⟦ORG|وزارة الخارجية⟧ وافقت، وزار ل⟦PER|لام⟧ بيته."


@pytest.fixture(scope="session")
def encoder(tmp_path_factory):
    from transformers import BertConfig, BertModel

    folder = tmp_path_factory.mktemp("encoder")
    sizes = {"hidden_size": 16, "num_hidden_layers": 1, "num_attention_heads": 2, "intermediate_size": 32}
    BertModel(BertConfig(vocab_size=18_009, pad_token_id=1, **sizes)).save_pretrained(folder)
    shutil.copy(resources.folder("models") / "encoder" / "tokenizer.json", folder)
    return folder


@pytest.fixture
def gold(tmp_path):
    file = tmp_path / "gold.jsonl"
    file.write_bytes(b"".join(records.dump(parse(TOLD, id=str(i))) for i in range(3)))
    return file
