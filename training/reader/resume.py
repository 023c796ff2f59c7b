"""Weights to go on from, out of a model's int8 graph: its products as `export.py` wrote them, each brought back to one float a weight."""
import os

import numpy as np
import onnx
import torch
from onnx import numpy_helper

# What the export calls a product -> its name in `model.py`, by kind; the layers' own come in order.
HEADS = {'/span/': 'span', '/answers/answers.0/': 'answers.0', '/answers/answers.2/': 'answers.2'}


def load(folder):
    """Weights by the names of `model.py`, of the model in `folder`."""
    graph = onnx.load(os.path.join(folder, 'onnx', 'model_quantized.onnx')).graph
    held = {each.name: numpy_helper.to_array(each) for each in graph.initializer}
    weights = {
        'word.weight': held.pop('rows').astype(np.float32) * held.pop('scale'),
        'typ.weight': np.stack([next(value for name, value in held.items() if name.startswith('onnx::Add_'))] * 2),
    }
    for name, value in held.items():
        if name.startswith('reader.') and value.dtype == np.float32 and not name.endswith(('_scale', '.divided')):
            weights[name.removeprefix('reader.').replace('.linear.', '.')] = value
    layers = {}
    for node in graph.node:
        if node.op_type != 'MatMulInteger':
            continue
        stem = node.input[1].removesuffix('_quantized')
        product = (held[node.input[1]].astype(np.float32) * held[f'{stem}_scale']).T
        head = next((name for start, name in HEADS.items() if node.name.startswith(start)), None)
        if head is None:
            kind = node.name.split('/')[1]
            head = f'layers.{layers.setdefault(kind, 0)}.{kind}'
            layers[kind] += 1
            product = product * held[f'reader.{head}.divided']
        weights[f'{head}.weight'] = product
    return {name: torch.tensor(np.ascontiguousarray(value)) for name, value in weights.items()}
