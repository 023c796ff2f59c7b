"""An order of pairs where neighbours are near in meaning: runs of it are hard to tell apart."""

import numpy as np

from .batches import Group
from .model import counts_of


def by_nearness(group: Group, table: np.ndarray, random_: np.random.Generator) -> np.ndarray:
    """Rows of the group, near ones beside each other, as the table has it now."""
    points = []
    for rows in np.array_split(np.arange(len(group)), 1 + len(group) // 10_000):
        left, right = (unit(counts_of(side.take(rows), len(table)) @ table) for side in (group.left, group.right))
        points.append(left + right)
    return nearby(np.concatenate(points), random_)


def unit(sums: np.ndarray) -> np.ndarray:
    return sums / np.maximum(np.linalg.norm(sums, axis=1, keepdims=True), 1e-9)


def nearby(points: np.ndarray, random_: np.random.Generator, leaf: int = 8) -> np.ndarray:
    """Halves, and halves of halves, along the line between two points of each."""
    parts, done = [np.arange(len(points))], []
    while parts:
        part = parts.pop()
        if len(part) <= leaf:
            done.append(part)
            continue
        one, other = random_.choice(part, 2, replace=False)
        along = points[part] @ (points[one] - points[other])
        order = part[np.argpartition(along, len(part) // 2)]
        parts += [order[: len(part) // 2], order[len(part) // 2 :]]
    return np.concatenate(done)
