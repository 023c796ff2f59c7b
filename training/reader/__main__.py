"""The reader from start to finish: python3 -m training.reader --data DATA --out MODEL [--minutes M] [--weights WEIGHTS]

Fetches the weights to start from, trains, and writes the int8 model into the folder MODEL, in the hub's layout. With `--weights` it goes on from
those of an earlier run: its `MODEL.pt`, or its folder, whose int8 weights are brought back to floats. `npm run calibrate` then puts the model's calibration into its `config.json`.
"""
import argparse
import os

import torch

from . import export, resume, start, train
from .model import Reader

HERE = os.path.dirname(__file__)
TOKENIZER = os.path.join(HERE, '..', '..', 'models', 'verbatim-reader', 'tokenizer.json')


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('--data', required=True, help='folder with written/, extra/, real/ and sources/')
    parser.add_argument('--out', required=True, help='folder of the model')
    parser.add_argument('--minutes', type=float, default=420, help='how long to train (default: a night)')
    parser.add_argument('--weights', help='weights to go on from')
    parser.add_argument('--rate', type=float, default=1e-4)
    parser.add_argument('--seed', type=int, default=1)
    options = parser.parse_args()
    if options.weights and os.path.isdir(options.weights):
        weights = resume.load(options.weights)
    elif options.weights:
        weights = {name: value.float() for name, value in torch.load(options.weights).items()}
    else:
        weights = start.load(start.fetch(os.path.join(options.out, '..', 'start')), TOKENIZER)
    os.makedirs(options.out, exist_ok=True)
    kept = f'{options.out.rstrip("/")}.pt'
    reader = train.train(options.data, weights, TOKENIZER, kept, options.minutes, options.rate, options.seed)
    batches = train.some_batches(options.data, TOKENIZER, options.seed)
    difference = export.export(reader.cpu().float(), TOKENIZER, options.out, batches)
    print(f'int8 against full precision: logits differ by {difference:.3f} in the mean')


if __name__ == '__main__':
    main()
