# ruff: noqa: E501 (tables)
"""Whatever stands in a file, it is a case or a CaseError, in both languages."""

from pathlib import Path

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from outsourcing_model.casefile.read import read_case
from outsourcing_model.errors import CaseError

from .conftest import GOOD

PIECES = (
    "{", "}", "[", "]", ":", "- ", "? ", "&a ", "*a", "!!int ", "<<: ", "|", ">", "'", '"', "%", "#", "\n", "\t", "\r", "\\x", "\0",
    "---\n", "...\n", "~", ".nan", "1e400", "-0", "8", "-100 %", "1" * 40, "0x10", "\ud83d\ude00", "\u202e", "\ufeff", "null", "true",
    "{pert: [1, 2]}", "{normal: {mean: 1, sd: 1e300}}", "{lognormal: {mean: 1e-300, sd: 1e300}}", "{between: [1e-300, 1e300], family: lognormal}",
    "{discrete: [1, 2], weights: [1, 0]}", "{change: -100 %}", "in_house", "desk", "2028-01", "months", "-25 % from 2028-01", "include: case.yaml\n",
)  # fmt: skip
WORDS = sorted(
    set(GOOD.replace("{", " ").replace("}", " ").replace(",", " ").replace("[", " ").replace("]", " ").split())
)
FEW = settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture], derandomize=True
)


def survives(folder: Path, content: bytes) -> None:
    path = folder / "case.yaml"
    path.write_bytes(content)
    try:
        read_case(path)
    except CaseError as error:
        refusal = error
    else:
        return
    assert refusal.problems
    assert all(problem.place for problem in refusal.problems)
    assert refusal.text("en") != refusal.text("fr")


@FEW
@given(content=st.binary(max_size=400))
@example(content=b"\xff\xfe")
@example(content=b'a: "\\UFFFFFFFF"')
@example(content=b"? ")
@example(content=b"%")
def test_random_bytes(tmp_path: Path, content: bytes) -> None:
    survives(tmp_path, content)


@FEW
@given(text=st.lists(st.sampled_from((*PIECES, *WORDS, " ", "  ")), max_size=40).map("".join))
def test_random_pieces(tmp_path: Path, text: str) -> None:
    survives(tmp_path, text.encode("utf-8", "surrogatepass"))


@FEW
@given(
    cuts=st.lists(
        st.tuples(st.integers(0, len(GOOD)), st.integers(0, 12), st.sampled_from((*PIECES, *WORDS, ""))),
        min_size=1,
        max_size=4,
    )
)
def test_a_good_case_with_pieces_exchanged(tmp_path: Path, cuts: list[tuple[int, int, str]]) -> None:
    text = GOOD
    for at, length, piece in cuts:
        text = text[:at] + piece + text[at + length :]
    survives(tmp_path, text.encode("utf-8", "surrogatepass"))


@FEW
@given(data=st.data())
def test_a_good_case_with_values_exchanged(tmp_path: Path, data: st.DataObject) -> None:
    words = GOOD.split(" ")
    for _ in range(data.draw(st.integers(1, 3))):
        at = data.draw(st.integers(0, len(words) - 1))
        words[at] = data.draw(st.sampled_from((*PIECES, *WORDS)))
    survives(tmp_path, " ".join(words).encode("utf-8", "surrogatepass"))
