"""Pairs with their logits in full precision, by which the tests know that int8 in JavaScript says nearly the same.

python3 -m training.reader.logits WEIGHTS.pt OUT.jsonl : pairs of `evaluation/calibration`, {"question", "context", "text", "logit"} a line.
"""
import json
import os
import random
import sys

import torch

from . import data
from .encoding import Encoder
from .model import Reader

HERE = os.path.dirname(__file__)
CALIBRATION = os.path.join(HERE, '..', '..', 'evaluation', 'calibration', 'written.jsonl')
TOKENIZER = os.path.join(HERE, '..', '..', 'models', 'verbatim-reader', 'tokenizer.json')
QUESTIONS = 10


def main(weights, out):
    weights = {name: value.float() for name, value in torch.load(weights).items()}
    encoder = Encoder(TOKENIZER)
    reader = Reader(encoder.tokenizer.get_vocab_size())
    reader.load_state_dict(weights)
    reader.eval()
    rng = random.Random(1)
    documents = [data.bilingual(json.loads(line)) for line in open(CALIBRATION, encoding='utf-8')]
    passages = [(p, d.name) for d in documents for each in d.passages.values() for p in each]
    likeness = data.Likeness([p for p, _ in passages], [name for _, name in passages])
    asked = [(d, q) for d in documents for q in d.questions if q.answers]
    with open(out, 'w', encoding='utf-8') as file, torch.no_grad():
        for document, question in rng.sample(asked, QUESTIONS):
            text, pairs = data.draw(document, question, likeness, rng)
            for pair in pairs:
                ids, mask = encoder.batch([encoder.pair(text, pair)])
                logit = reader(ids, mask)[0].item()
                line = {'question': text, 'context': pair.context, 'text': pair.text, 'logit': round(logit, 3)}
                file.write(json.dumps(line, ensure_ascii=False) + '\n')


if __name__ == '__main__':
    main(*sys.argv[1:])
