"""stanza: its tokenizer and clitic expander, and its NER in the shape of the Arabic model `aqmar_charlm`.

The shape (Qi et al. 2020): a character language model of 1,024 units in each direction, word vectors of 100, a BiLSTM
of 256 units in each direction and a CRF. The tokenizer's weights are those that jisr's own run from.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipeline import config
from pipeline.bench.peers.contender import SPARSE, Contender, Job, job_of

if TYPE_CHECKING:
    from stanza.models.common.pretrain import Pretrain
    from stanza.models.common.vocab import CharVocab

_TAGS = ("O", *(f"{edge}-{label}" for label in ("PER", "ORG", "LOC", "MIS") for edge in "BIES"))
_FILES = _FORWARD, _BACKWARD, _VECTORS, _TAGGER = "forward_charlm", "backward_charlm", "pretrain", "model"


def _prepare(texts: Sequence[str], folder: Path) -> None:
    """Write the language models, the word vectors (of the articles' own words) and the tagger."""
    import torch
    from stanza.models.common.vocab import CharVocab

    logging.getLogger("stanza").setLevel(logging.ERROR)
    torch.manual_seed(1)
    letters = CharVocab([sorted({letter for text in texts for letter in text})])
    _write_language_models(letters, folder)
    vectors = _write_vectors(sorted({word for text in texts for word in text.split()}), folder)
    _write_tagger(letters, vectors, folder)


def _write_language_models(letters: CharVocab, folder: Path) -> None:
    from stanza.models.charlm import build_argparse
    from stanza.models.common.char_model import CharacterLanguageModel

    shape = vars(build_argparse().parse_args([]))
    for name, forward in ((_FORWARD, True), (_BACKWARD, False)):
        CharacterLanguageModel(shape, {"char": letters}, is_forward_lm=forward).save(_file(folder, name))


def _write_vectors(words: Sequence[str], folder: Path) -> Pretrain:
    import torch
    from stanza.models.common.pretrain import Pretrain, PretrainedWordVocab

    vectors = Pretrain(_file(folder, _VECTORS), save_to_file=False)
    vectors._vocab = PretrainedWordVocab(words)
    vectors._emb = torch.randn(len(vectors._vocab), 100)
    vectors.save(_file(folder, _VECTORS))
    return vectors


def _write_tagger(letters: CharVocab, vectors: Pretrain, folder: Path) -> None:
    import torch
    from stanza.models.common.vocab import CompositeVocab
    from stanza.models.ner.trainer import Trainer
    from stanza.models.ner.vocab import MultiVocab
    from stanza.models.ner_tagger import build_argparse

    paths = ["--charlm_forward_file", _file(folder, _FORWARD), "--charlm_backward_file", _file(folder, _BACKWARD)]
    shape = vars(build_argparse().parse_args(["--charlm", *paths])) | {"use_peft": False, "emb_finetune": False}
    tags = CompositeVocab([[((tag,),)] for tag in _TAGS], "ar", idx=0, sep=None)
    tagger = Trainer(shape, MultiVocab({"char": letters, "word": vectors.vocab, "tag": tags}), vectors, device="cpu")
    with torch.no_grad():
        tagger.model.tag_clfs[0].bias[tags.unit2id(["O"])[0]] = SPARSE
    tagger.save(_file(folder, _TAGGER))


def _file(folder: Path, name: str) -> str:
    return str(folder / f"{name}.pt")


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
        **{f"ner_{name}_path": _file(folder, name) for name in _FILES},
        use_gpu=False,
        logging_level="ERROR",
    )
    logging.getLogger("stanza").setLevel(logging.ERROR)
    return job_of(
        lambda texts: [
            [(span.start_char, span.end_char, span.type) for span in document.ents]
            for document in read.bulk_process(texts)
        ]
    )


STANZA = Contender("stanza, tokenizer and NER", _load, _prepare, ("stanza", "torch"))
