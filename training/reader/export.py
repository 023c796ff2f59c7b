"""The reader as an int8 ONNX graph that onnxruntime 1.14 runs, in the hub's folder layout.

Inputs `input_ids` and `attention_mask` [pairs, tokens]; outputs `answers` [pairs], `start` and `end` [pairs, tokens]: logits.
Weights of products have 7 bits a number and a scale a column (`reduce_range`: on processors without VNNI the product of two 8-bit
numbers saturates); embeddings have 8 bits and a scale a row. What enters a product is given 8 bits when it runs, by the largest number in it: a few
channels are much larger than the others, so each is first divided by a number of its own and the weights multiplied by it, which changes nothing in full
precision (SmoothQuant: Xiao et al. 2023).
"""
import json
import os
import shutil

import numpy as np
import onnx
import onnxruntime
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic

OPSET, IR_VERSION = 14, 8
# Products that stay in floats: they are small, and every logit comes out of them.
HEADS = ['/span/MatMul', '/answers/answers.0/Gemm', '/answers/answers.2/Gemm']


# How much of a channel's size goes from what enters a product into its weights.
SHIFTED = 0.7


class Smoothed(torch.nn.Module):
    """A product whose channels have been brought to like size."""

    def __init__(self, linear, largest):
        super().__init__()
        weights = linear.weight.detach()
        factor = (largest.clamp(min=1e-5) ** SHIFTED / weights.abs().amax(0).clamp(min=1e-5) ** (1 - SHIFTED)).clamp(min=1e-5)
        self.register_buffer('divided', 1 / factor)
        self.linear = torch.nn.Linear(*weights.shape[::-1])
        self.linear.weight.data, self.linear.bias.data = weights * factor, linear.bias.detach()

    def forward(self, x):
        return self.linear(x * self.divided)


PRODUCTS = ('qkv', 'o', 'f1', 'f2')


def smooth(reader, batches):
    """Puts `Smoothed` in the place of the layers' products; `batches` are (ids, mask) that show how large their channels are."""
    largest = {}

    def watch(key):
        def hook(_, inputs):
            found = inputs[0].detach().abs().amax(0)
            largest[key] = torch.maximum(largest[key], found) if key in largest else found

        return hook

    places = [(layer, name) for layer in reader.layers for name in PRODUCTS]
    hooks = [getattr(layer, name).register_forward_pre_hook(watch((layer, name))) for layer, name in places]
    with torch.no_grad():
        for ids, mask in batches:
            reader(ids, mask)
    for hook in hooks:
        hook.remove()
    for layer, name in places:
        setattr(layer, name, Smoothed(getattr(layer, name), largest[layer, name]))


class Graph(torch.nn.Module):
    """The reader on padded sequences, its embeddings in 8 bits."""

    def __init__(self, reader):
        super().__init__()
        self.reader = reader
        rows = reader.word.weight.detach()
        scale = rows.abs().amax(1, keepdim=True).clamp(min=1e-8) / 127
        self.register_buffer('rows', (rows / scale).round().to(torch.int8))
        self.register_buffer('scale', scale)

    def forward(self, input_ids, attention_mask):
        reader, length = self.reader, input_ids.shape[1]
        words = self.rows[input_ids].float() * self.scale[input_ids]
        x = reader.n(words + reader.pos.weight[:length] + reader.typ.weight[0])
        bias = (1.0 - attention_mask[:, None, None, :].float()) * -1e4
        for layer in reader.layers:
            pairs, tokens, width = x.shape
            size = width // layer.heads
            q, k, v = (part.view(pairs, tokens, layer.heads, size).transpose(1, 2) for part in layer.qkv(x).split(width, -1))
            attended = torch.softmax(q @ k.transpose(-1, -2) / size**0.5 + bias, -1) @ v
            x = layer.n1(x + layer.o(attended.transpose(1, 2).reshape(pairs, tokens, width)))
            x = layer.n2(x + layer.f2(torch.nn.functional.gelu(layer.f1(x))))
        span = reader.span(x)
        return reader.answers(x[:, 0]).squeeze(-1), span[..., 0], span[..., 1]


def export(reader, tokenizer, folder, batches):
    """Writes `folder` and returns the mean difference of a logit between the graph in full precision and in int8, on `batches` of (ids, mask)."""
    os.makedirs(f'{folder}/onnx', exist_ok=True)
    if os.path.abspath(tokenizer) != os.path.abspath(f'{folder}/tokenizer.json'):
        shutil.copyfile(tokenizer, f'{folder}/tokenizer.json')
    shape = reader.shape
    config = {
        'model_type': 'bert',
        'architectures': ['BertModel'],
        'hidden_size': shape['width'],
        'num_attention_heads': shape['heads'],
        'num_hidden_layers': shape['layers'],
        'vocab_size': shape['vocabulary'],
        'max_position_embeddings': shape['positions'],
    }
    write_json(f'{folder}/config.json', config)
    write_json(f'{folder}/tokenizer_config.json', {'tokenizer_class': 'XLMRobertaTokenizer', 'model_max_length': shape['positions']})
    smooth(reader.eval(), batches)
    graph = Graph(reader)
    ids = torch.randint(4, 1000, (2, 20))
    full, small = f'{folder}/onnx/model.onnx', f'{folder}/onnx/model_quantized.onnx'
    axes = {'input_ids': {0: 'pairs', 1: 'tokens'}, 'attention_mask': {0: 'pairs', 1: 'tokens'}}
    axes |= {'answers': {0: 'pairs'}, 'start': {0: 'pairs', 1: 'tokens'}, 'end': {0: 'pairs', 1: 'tokens'}}
    torch.onnx.export(
        graph,
        (ids, torch.ones_like(ids)),
        full,
        input_names=['input_ids', 'attention_mask'],
        output_names=['answers', 'start', 'end'],
        dynamic_axes=axes,
        opset_version=OPSET,
        dynamo=False,
    )
    quantize_dynamic(
        full,
        small,
        weight_type=QuantType.QInt8,
        per_channel=True,
        reduce_range=True,
        op_types_to_quantize=['MatMul'],
        nodes_to_exclude=HEADS,
        extra_options={'MatMulConstBOnly': True},
    )
    model = onnx.load(small)
    model.ir_version = IR_VERSION
    onnx.save(model, small)
    sessions = [onnxruntime.InferenceSession(path) for path in (full, small)]
    differences = []
    for ids, mask in batches:
        for row, length in zip(ids, mask.sum(1)):
            one = row[None, :length].numpy()
            inputs = {'input_ids': one, 'attention_mask': np.ones_like(one)}
            whole, rounded = (session.run(['answers'], inputs)[0][0] for session in sessions)
            differences.append(abs(whole - rounded))
    os.remove(full)
    return float(np.mean(differences))


def write_json(path, value):
    with open(path, 'w', encoding='utf-8') as file:
        json.dump(value, file, indent=2)
        file.write('\n')
