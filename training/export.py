"""The table in four bits a number and a scale a row, as an ONNX graph that transformers.js reads."""

from pathlib import Path

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

# A byte stands for two numbers of a row.
PAIRS = 256


def nearest(points: np.ndarray, book: np.ndarray) -> np.ndarray:
    half = (book * book).sum(1) / 2
    parts = np.array_split(points, 1 + len(points) // 50_000)
    return np.concatenate([(part @ book.T - half).argmax(1) for part in parts])


def code_book(points: np.ndarray, rounds: int = 20) -> np.ndarray:
    """The pairs of numbers that stand for all others (k-means)."""
    some = points[np.random.default_rng(4).choice(len(points), min(len(points), 100_000), replace=False)]
    book = some[:PAIRS].copy()
    for _ in range(rounds):
        chosen = nearest(some, book)
        count = np.maximum(np.bincount(chosen, minlength=PAIRS), 1)
        for column in range(2):
            book[:, column] = np.bincount(chosen, some[:, column], PAIRS) / count
    return book


def quantise(table: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Codes, the book they are looked up in, and a scale a row: the one that brings it nearest."""
    norms = np.maximum(np.linalg.norm(table, axis=1, keepdims=True), 1e-9)
    points = (table / norms).reshape(-1, 2).astype(np.float32)
    book = code_book(points)
    codes = nearest(points, book).reshape(len(table), -1)
    read = book[codes].reshape(table.shape)
    scale = (table * read).sum(1, keepdims=True) / np.maximum((read * read).sum(1, keepdims=True), 1e-9)
    return codes.astype(np.uint8), book, scale.astype(np.float32)


def read_table(codes: np.ndarray, book: np.ndarray, scale: np.ndarray) -> np.ndarray:
    return book[codes].reshape(len(codes), -1) * scale


def save_onnx(table: np.ndarray, path: Path) -> None:
    codes, book, scale = quantise(table)
    dimension = table.shape[1]
    places = ["batch_size", "sequence_length"]
    graph = helper.make_graph(
        [
            helper.make_node("Gather", ["codes", "input_ids"], ["coded"], axis=0),
            helper.make_node("Cast", ["coded"], ["entry"], to=TensorProto.INT32),
            helper.make_node("Gather", ["book", "entry"], ["pairs"], axis=0),
            helper.make_node("Reshape", ["pairs", "shape"], ["row"]),
            helper.make_node("Gather", ["scale", "input_ids"], ["unit"], axis=0),
            helper.make_node("Mul", ["row", "unit"], ["last_hidden_state"]),
        ],
        "static",
        # The mask is asked for, not used: whoever pools the rows applies it.
        [helper.make_tensor_value_info(n, TensorProto.INT64, places) for n in ("input_ids", "attention_mask")],
        [helper.make_tensor_value_info("last_hidden_state", TensorProto.FLOAT, [*places, dimension])],
        [
            numpy_helper.from_array(codes, "codes"),
            numpy_helper.from_array(book, "book"),
            numpy_helper.from_array(scale, "scale"),
            # As many texts, as many tokens, all numbers of a row.
            numpy_helper.from_array(np.array([0, 0, dimension]), "shape"),
        ],
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 13)], ir_version=8)
    onnx.checker.check_model(model)
    path.parent.mkdir(parents=True, exist_ok=True)
    onnx.save(model, str(path))
