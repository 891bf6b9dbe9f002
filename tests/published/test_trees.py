"""Decision trees: expected and worst cost of each choice."""

import pytest

from outsourcing_model.metrics.tree import Node, best_choice, expected_cost, worst_cost


def made(name: str, price: float, accepted: float, rework: float) -> Node:
    return Node(name, price, chances=((accepted, Node("accepted")), (1 - accepted, Node("rework", rework))))


# A8: inputs of https://ontimewriters.org/2022/07/application-development-build-in-house-or-outsource-decision-tree/,
# worked by hand: 95,000 + 10 % of 50,000 against 80,000 + 70 % of 25,000
A8 = Node("build", choices=(made("in-house", 95_000, 0.9, 50_000), made("outsourced", 80_000, 0.3, 25_000)))


def test_a8_expected_costs() -> None:
    assert [expected_cost(choice) for choice in A8.choices] == pytest.approx([100_000, 97_500], abs=0.005)
    assert best_choice(A8).name == "outsourced"
    assert expected_cost(A8) == pytest.approx(97_500, abs=0.005)


def test_a8_worst_costs() -> None:
    assert [worst_cost(choice) for choice in A8.choices] == pytest.approx([145_000, 105_000], abs=0.005)
    assert worst_cost(A8) == pytest.approx(105_000, abs=0.005)


def test_a_choice_after_a_chance_is_made_when_it_is_known() -> None:
    later = Node("after", choices=(Node("repair", 30), Node("replace", 40)))
    tree = Node("start", 10, chances=((0.25, later), (0.75, Node("fine"))))
    assert expected_cost(tree) == pytest.approx(10 + 0.25 * 30)
    assert worst_cost(tree) == pytest.approx(40)


def test_what_cannot_happen_is_not_the_worst_case() -> None:
    assert worst_cost(Node("sure", 1, chances=((1.0, Node("a")), (0.0, Node("b", 99))))) == 1


def test_impossible_trees_are_refused() -> None:
    with pytest.raises(ValueError, match="add up to one"):
        Node("a", chances=((0.5, Node("b")),))
    with pytest.raises(ValueError, match="add up to one"):
        Node("a", chances=((1.5, Node("b")), (-0.5, Node("c"))))
    with pytest.raises(ValueError, match="put a node between"):
        Node("a", chances=((1.0, Node("b")),), choices=(Node("c"),))
    with pytest.raises(ValueError, match="nothing to choose"):
        best_choice(Node("a"))
