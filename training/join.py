"""Several tables made into one."""

import numpy as np


def joined(tables: list[np.ndarray], frequency: np.ndarray, dimension: int) -> np.ndarray:
    """Side by side, then along the directions in which the tokens of a text differ most (PCA, not centred).

    Each table weighs the same: a text's cosine is nearly the mean of its cosines in all of them.
    """
    side = np.hstack([table / size(table, frequency) for table in tables])
    _, directions = np.linalg.eigh((side * frequency[:, None]).T @ side)
    kept = side @ directions[:, ::-1][:, :dimension]
    # Turned at random: each number says as much as any other, as four bits for each want it. Cosines stay.
    turn, _ = np.linalg.qr(np.random.default_rng(6).standard_normal((kept.shape[1], kept.shape[1])))
    return (kept @ turn).astype(np.float32)


def size(table: np.ndarray, frequency: np.ndarray) -> float:
    """Length of a row, on average over the tokens of texts."""
    return float(np.sqrt(frequency @ (table * table).sum(1)))
