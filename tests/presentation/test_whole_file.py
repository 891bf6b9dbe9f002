"""Files are whole or untouched, whatever interrupts."""

import os

import pytest

from outsourcing_model.presentation.whole_file import write_all, write_whole


def test_a_file_is_replaced_whole(tmp_path):
    target = tmp_path / "a.txt"
    target.write_bytes(b"old")
    write_whole(target, b"new")
    assert target.read_bytes() == b"new"
    assert os.listdir(tmp_path) == ["a.txt"]


@pytest.mark.parametrize("fault", [OSError("no space"), KeyboardInterrupt()])
def test_a_fault_on_any_file_leaves_all_old_ones(tmp_path, monkeypatch, fault):
    for name in "abc":
        (tmp_path / name).write_bytes(b"old")
    calls = []

    def failing(handle):
        calls.append(handle)
        if len(calls) == 2:
            raise fault

    monkeypatch.setattr(os, "fsync", failing)
    with pytest.raises(type(fault)):
        write_all(tmp_path, dict.fromkeys("abc", b"new"))
    assert sorted(os.listdir(tmp_path)) == ["a", "b", "c"]
    assert {(tmp_path / name).read_bytes() for name in "abc"} == {b"old"}
