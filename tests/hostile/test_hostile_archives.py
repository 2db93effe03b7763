"""Archives through the front door: bombs, traps in names, links; what is harmless in them is read all the same."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from hostile import (
    crowded_zip,
    endless,
    flat_bomb,
    linking_zip,
    lying_zip,
    nested_bomb,
    overlapping_bomb,
    quoted_overlap_bomb,
    sparse_tar,
    special,
    tarred,
    zipped,
)

from compliance.reading import read_all
from compliance.terms import Document, Problem
from samples import text_file, word_file

PATIENCE = 20.0


def handed_in(folder: Path, data: bytes, name: str = "材料.zip") -> tuple[tuple[Document, ...], tuple[Problem, ...]]:
    (folder / name).write_bytes(data)
    before = {path.name for path in folder.iterdir()}
    began = time.monotonic()
    result = read_all([folder / name])
    assert time.monotonic() - began < PATIENCE
    assert {path.name for path in folder.iterdir()} == before
    return result


BOMBS = (flat_bomb, nested_bomb, endless, overlapping_bomb, quoted_overlap_bomb, lying_zip)


@pytest.mark.parametrize("bomb", BOMBS, ids=lambda bomb: bomb.__name__)
def test_a_bomb_is_a_problem_in_a_sentence(tmp_path: Path, bomb) -> None:
    documents, problems = handed_in(tmp_path, bomb())
    assert not documents
    assert problems and all(problem.message.endswith("。") for problem in problems)


def test_too_many_entries_are_said_and_the_first_are_read(tmp_path: Path) -> None:
    _, problems = handed_in(tmp_path, crowded_zip(12_000))
    assert any("超过 10000 个" in problem.message for problem in problems)


@pytest.mark.parametrize(
    "name", ["../../逃逸.txt", "/etc/逃逸.txt", "C:\\逃逸.txt", "a/../../逃逸.txt", "..\\..\\逃逸.txt"]
)
def test_names_that_lead_elsewhere_lead_nowhere(tmp_path: Path, name: str) -> None:
    documents, _ = handed_in(tmp_path, zipped([(name, text_file())]))
    (document,) = documents
    assert document.name.startswith("材料.zip/") and ".." not in document.name
    assert not list(tmp_path.parent.rglob("逃逸.txt"))


def test_links_are_not_followed(tmp_path: Path) -> None:
    documents, problems = handed_in(tmp_path, linking_zip())
    assert not documents and "链接" in problems[0].message
    import tarfile

    tar = tarred([(special("链接.txt", tarfile.SYMTYPE, "/etc/passwd"), b""), ("好.txt", text_file())])
    documents, problems = handed_in(tmp_path, tar, "材料.tar")
    assert [document.name for document in documents] == ["材料.tar/好.txt"]


def test_a_file_of_a_terabyte_that_takes_no_room(tmp_path: Path) -> None:
    documents, problems = handed_in(tmp_path, sparse_tar(), "材料.tar")
    assert not documents and problems


def test_documents_in_archives_in_archives_keep_their_way(tmp_path: Path) -> None:
    school = zipped([("总结.docx", word_file()), ("__MACOSX/._总结.docx", b"x"), ("~$总结.docx", b"x")])
    documents, problems = handed_in(tmp_path, zipped([("一小/材料.zip", school), ("附件.txt", text_file())]))
    assert [document.name for document in documents] == ["材料.zip/一小/材料.zip/总结.docx", "材料.zip/附件.txt"]
    assert not problems


def test_a_bad_file_in_an_archive_is_one_bad_file(tmp_path: Path) -> None:
    documents, problems = handed_in(tmp_path, zipped([("坏.pdf", b"%PDF-1.7\n1 0 obj"), ("好.txt", text_file())]))
    assert [document.name for document in documents] == ["材料.zip/好.txt"]
    assert [problem.source for problem in problems] == ["材料.zip/坏.pdf"]
