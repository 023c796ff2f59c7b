"""The table in eight bits a number and a scale a row, as an ONNX graph that transformers.js reads."""

from pathlib import Path

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper


def quantise(table: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    scale = np.maximum(np.abs(table).max(1, keepdims=True) / 127, 1e-9).astype(np.float32)
    return np.clip(np.rint(table / scale), -127, 127).astype(np.int8), scale


def save_onnx(table: np.ndarray, path: Path) -> np.ndarray:
    """Writes the graph; returns the table as it will be read."""
    eight, scale = quantise(table)
    dimension = table.shape[1]
    places = ["batch_size", "sequence_length"]
    graph = helper.make_graph(
        [
            helper.make_node("Gather", ["table", "input_ids"], ["row"], axis=0),
            helper.make_node("Cast", ["row"], ["whole"], to=TensorProto.FLOAT),
            helper.make_node("Gather", ["scale", "input_ids"], ["unit"], axis=0),
            helper.make_node("Mul", ["whole", "unit"], ["last_hidden_state"]),
        ],
        "static",
        # The mask is asked for, not used: whoever pools the rows applies it.
        [helper.make_tensor_value_info(n, TensorProto.INT64, places) for n in ("input_ids", "attention_mask")],
        [helper.make_tensor_value_info("last_hidden_state", TensorProto.FLOAT, [*places, dimension])],
        [numpy_helper.from_array(eight, "table"), numpy_helper.from_array(scale, "scale")],
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 13)], ir_version=8)
    onnx.checker.check_model(model)
    path.parent.mkdir(parents=True, exist_ok=True)
    onnx.save(model, str(path))
    return eight.astype(np.float32) * scale
