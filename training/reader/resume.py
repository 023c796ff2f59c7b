"""Weights to go on from, out of a model's int8 graph: its products as `export.py` wrote them, each brought back to one float a weight."""
import os

import numpy as np
import onnx
import torch
from onnx import numpy_helper


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
    seen = {}
    for node in graph.node:
        if node.name == '/span/MatMul':
            weights['span.weight'] = held[node.input[1]].T
        if node.op_type != 'MatMulInteger':
            continue
        # `/qkv/linear_3/…` is the product `qkv` of a layer; they come in order.
        kind = node.name.split('/')[1]
        name = f'layers.{seen.setdefault(kind, 0)}.{kind}'
        seen[kind] += 1
        stem = node.input[1].removesuffix('_quantized')
        product = held[node.input[1]].astype(np.float32) * held[f'{stem}_scale']
        weights[f'{name}.weight'] = product.T * held[f'reader.{name}.divided']
    return {name: torch.tensor(np.ascontiguousarray(value)) for name, value in weights.items()}
