"""Trees of decisions and chances in money: expected cost, worst cost, and the choice to make."""

import math
from dataclasses import dataclass

SLACK = 1e-9


@dataclass(frozen=True)
class Node:
    """A point of a tree: what it costs to be there, and what may follow.

    Parameters
    ----------
    name : str
        What happens or is chosen.
    cost : float
        Money paid at this point, cost positive.
    chances : tuple of (float, Node)
        What may follow by chance, with probabilities that add up to one; empty where nothing does.
    choices : tuple of Node
        What may be chosen next; the least expected cost is. A node has chances or choices, not both.

    Raises
    ------
    ValueError
        If probabilities are no probabilities, or chances and choices stand together.
    """

    name: str
    cost: float = 0.0
    chances: tuple[tuple[float, "Node"], ...] = ()
    choices: tuple["Node", ...] = ()

    def __post_init__(self) -> None:
        """Check the probabilities."""
        shares = [share for share, _ in self.chances]
        if shares and (min(shares) < 0 or abs(math.fsum(shares) - 1) > SLACK):
            message = f"the probabilities after {self.name!r} are {shares}: they must be shares that add up to one"
            raise ValueError(message)
        if self.chances and self.choices:
            message = f"{self.name!r} has chances and choices: put a node between them"
            raise ValueError(message)


def expected_cost(node: Node) -> float:
    """Return the expected cost from a node on, each choice made for the least expected cost.

    Examples
    --------
    >>> rework = Node("rework", 50_000)
    >>> expected_cost(Node("in-house", 95_000, chances=((0.9, Node("accepted")), (0.1, rework))))
    100000.0
    """
    if node.choices:
        return node.cost + min(expected_cost(choice) for choice in node.choices)
    return node.cost + math.fsum(share * expected_cost(after) for share, after in node.chances)


def worst_cost(node: Node) -> float:
    """Return the greatest cost that chance can bring from a node on, choices being made as for the expected cost."""
    if node.choices:
        return node.cost + worst_cost(best_choice(node))
    return node.cost + max((worst_cost(after) for share, after in node.chances if share > 0), default=0.0)


def best_choice(node: Node) -> Node:
    """Return the choice of the least expected cost, the first of equal ones.

    Raises
    ------
    ValueError
        If there is nothing to choose.
    """
    if not node.choices:
        message = f"there is nothing to choose after {node.name!r}"
        raise ValueError(message)
    return min(node.choices, key=expected_cost)
