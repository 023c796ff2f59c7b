"""A WordPiece tokenizer, lower-case and without accents, that transformers.js reads as it is."""

import json
import re
from collections.abc import Iterable
from pathlib import Path

from tokenizers import Tokenizer, decoders, models, normalizers, pre_tokenizers, trainers

PAD, UNKNOWN = "[PAD]", "[UNK]"
SPELLED = {"œ": "oe", "Œ": "oe", "æ": "ae", "Æ": "ae", "’": "'", "\ufe0f": ""}


# Hebrew, Arabic, Indic: transformers.js keeps their vowel signs, which the tokenizer here takes for accents.
SIGNED = re.compile("[\u0590-\u0dff]")


def train_tokenizer(texts: Iterable[str], size: int) -> Tokenizer:
    tokenizer = Tokenizer(models.WordPiece(unk_token=UNKNOWN, max_input_chars_per_word=100))
    tokenizer.normalizer = normalizers.Sequence(
        [normalizers.Replace(one, other) for one, other in SPELLED.items()]
        + [normalizers.BertNormalizer(strip_accents=True, lowercase=True)]
    )
    tokenizer.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    tokenizer.decoder = decoders.WordPiece()
    trainer = trainers.WordPieceTrainer(
        vocab_size=size,
        min_frequency=2,
        special_tokens=[PAD, UNKNOWN],
        limit_alphabet=200,
        show_progress=False,
    )
    tokenizer.train_from_iterator((SIGNED.sub(" ", text) for text in texts), trainer)
    return tokenizer


def save_tokenizer(tokenizer: Tokenizer, folder: Path, dimension: int) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    # One line: a pretty-printed vocabulary is a third larger.
    tokenizer.save(str(folder / "tokenizer.json"), pretty=False)
    write(
        folder / "tokenizer_config.json",
        {
            # Of BertTokenizer, transformers.js would also give token types, which the graph does not take.
            "tokenizer_class": "PreTrainedTokenizerFast",
            "do_lower_case": True,
            "pad_token": PAD,
            "unk_token": UNKNOWN,
            "model_max_length": 512,
            "clean_up_tokenization_spaces": True,
        },
    )
    write(
        folder / "config.json",
        {
            "model_type": "bert",
            "architectures": ["BertModel"],
            "hidden_size": dimension,
            "vocab_size": tokenizer.get_vocab_size(),
            "pad_token_id": 0,
            "max_position_embeddings": 512,
            "num_hidden_layers": 0,
        },
    )


def write(path: Path, value: dict) -> None:
    path.write_text(json.dumps(value, indent=1) + "\n", encoding="utf-8")
