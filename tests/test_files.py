"""Files appear whole or not at all, and several of them together or none."""

import os

import pytest

from discgen.errors import PublishError
from discgen.files import write_together


def content(folder):
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}


def test_files_appear_with_their_folders(tmp_path):
    write_together({tmp_path / "甲" / "a": b"1", tmp_path / "甲" / "b": b"2"})
    assert content(tmp_path / "甲") == {"a": b"1", "b": b"2"}


def test_files_are_replaced_and_nothing_else_is_left(tmp_path):
    (tmp_path / "a").write_bytes(b"old")
    write_together({tmp_path / "a": b"new"})
    assert content(tmp_path) == {"a": b"new"}


def test_if_one_cannot_be_put_in_place_the_others_are_as_before(tmp_path):
    (tmp_path / "a").write_bytes(b"old")
    (tmp_path / "c").mkdir()  # a folder where a file should go
    with pytest.raises(PublishError, match="那是一个文件夹"):
        write_together({tmp_path / "a": b"new", tmp_path / "b": b"new", tmp_path / "c": b"new"})
    assert content(tmp_path) == {"a": b"old"}


def test_a_file_in_place_of_the_folder_is_named(tmp_path):
    (tmp_path / "a").write_bytes(b"x")
    with pytest.raises(PublishError, match="路径中有一段不是文件夹") as caught:
        write_together({tmp_path / "a" / "b": b"1"})
    [problem] = caught.value.problems
    assert problem.place.file is not None
    assert problem.place.file.parent == tmp_path
    assert content(tmp_path) == {"a": b"x"}


def test_a_full_disk_leaves_nothing_behind(tmp_path, monkeypatch):
    def no_space(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fdopen", no_space)
    with pytest.raises(PublishError, match="磁盘满了"):
        write_together({tmp_path / "a": b"1"})
    assert content(tmp_path) == {}


def test_new_files_have_the_rights_the_user_gives_new_files(tmp_path):
    (tmp_path / "plain").write_bytes(b"")
    write_together({tmp_path / "a": b"1"})
    assert (tmp_path / "a").stat().st_mode == (tmp_path / "plain").stat().st_mode
