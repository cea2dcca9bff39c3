"""stanza: its tokenizer and clitic expander, and its NER in the shape of the Arabic model `aqmar_charlm`.

The shape (Qi et al. 2020): a character language model of 1,024 units in each direction, word vectors of 100, a BiLSTM
of 256 units in each direction and a CRF. The tokenizer's weights are those that jisr's own run from.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from pipeline import config
from pipeline.bench.peers.contender import SPARSE, Contender, Job, job_of

_TAGS = ("O", *(f"{edge}-{label}" for label in ("PER", "ORG", "LOC", "MIS") for edge in "BIES"))
_FILES = ("forward_charlm", "backward_charlm", "pretrain", "model")


def _prepare(texts: Sequence[str], folder: Path) -> None:
    """Write the language models, the word vectors (of the articles' own words) and the tagger."""
    import torch
    from stanza.models.common.char_model import CharacterLanguageModel
    from stanza.models.common.pretrain import Pretrain, PretrainedWordVocab
    from stanza.models.common.vocab import CharVocab, CompositeVocab
    from stanza.models.ner.trainer import Trainer
    from stanza.models.ner.vocab import MultiVocab
    from stanza.models.ner_tagger import build_argparse

    logging.getLogger("stanza").setLevel(logging.ERROR)
    torch.manual_seed(1)
    paths = {name: str(folder / f"{name}.pt") for name in _FILES}
    letters = CharVocab([sorted({letter for text in texts for letter in text})])
    shape = {
        "char_emb_dim": 100,
        "char_hidden_dim": 1024,
        "char_num_layers": 1,
        "char_dropout": 0,
        "char_rec_dropout": 0,
    }
    for name, forward in (("forward_charlm", True), ("backward_charlm", False)):
        CharacterLanguageModel(shape, {"char": letters}, is_forward_lm=forward).save(paths[name])
    vectors = Pretrain(paths["pretrain"], save_to_file=False)
    vectors._vocab = PretrainedWordVocab(sorted({word for text in texts for word in text.split()}))
    vectors._emb = torch.randn(len(vectors._vocab), 100)
    vectors.save(paths["pretrain"])
    given = ["--charlm", "--charlm_forward_file", paths["forward_charlm"]]
    given += ["--charlm_backward_file", paths["backward_charlm"]]
    shape = vars(build_argparse().parse_args(given)) | {"use_peft": False, "emb_finetune": False}
    tags = CompositeVocab([[((tag,),)] for tag in _TAGS], "ar", idx=0, sep=None)
    vocabulary = MultiVocab({"char": letters, "word": vectors.vocab, "tag": tags})
    tagger = Trainer(shape, vocabulary, vectors, device="cpu")
    with torch.no_grad():
        tagger.model.tag_clfs[0].bias[vocabulary["tag"].unit2id(["O"])[0]] = SPARSE
    tagger.save(paths["model"])


def _load(folder: Path) -> Job:
    import stanza
    import torch

    torch.set_num_threads(1)
    (folder / "resources.json").write_text("{}", encoding="utf-8")
    ours = config.tokenizer_folder(config.load())
    read: Any = stanza.Pipeline(
        "ar",
        dir=str(folder),
        download_method=None,
        allow_unknown_language=True,
        processors={"tokenize": "jisr", "mwt": "jisr", "ner": "random"},
        tokenize_model_path=str(ours / "tokenizer.pt"),
        mwt_model_path=str(ours / "mwt.pt"),
        **{f"ner_{name}_path": str(folder / f"{name}.pt") for name in _FILES},
        use_gpu=False,
        logging_level="ERROR",
    )
    return job_of(
        lambda texts: [
            [(span.start_char, span.end_char, span.type) for span in document.ents]
            for document in read.bulk_process(texts)
        ]
    )


STANZA = Contender("stanza, tokenizer and NER", _load, _prepare, ("stanza", "torch"))
