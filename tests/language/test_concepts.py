"""Finding concepts by their terms: the longest term wins, words are heeded where asked, wider notions are known."""

from __future__ import annotations

from pathlib import Path

import pytest

from compliance.language.concepts import Concept, ConceptFinder, Hit, read_concepts

ANIMAL = Concept("animal", "动物", "object", ("动物",))
HORSE = Concept("horse", "马", "object", ("骏马",), broader=("animal",), part_of=("herd",))
HERD = Concept("herd", "马群", "object", ("马群", "骏马群"), broader=("animal",))
RIDER = Concept("rider", "骑手", "post", ("骑手",), part_of=("team", "herd"), whole_word=True)
FINDER = ConceptFinder([ANIMAL, HORSE, HERD, RIDER])


@pytest.mark.parametrize(
    ("text", "hits"),
    [
        ("山上有骏马", [Hit("horse", 3, 5, "骏马")]),
        ("山上有骏马群", [Hit("herd", 3, 6, "骏马群")]),  # the longest term alone
        ("骏马，马群", [Hit("horse", 0, 2, "骏马"), Hit("herd", 3, 5, "马群")]),
        ("山上没有", []),
        ("", []),
    ],
)
def test_terms_are_found_in_order_and_never_overlap(text: str, hits: list[Hit]) -> None:
    assert list(FINDER.find(text)) == hits


@pytest.mark.parametrize(("borders", "found"), [([0, 1, 3, 4], True), ([0, 2, 4], False), (None, True)])
def test_a_whole_word_is_found_between_word_borders_where_they_are_known(borders, found: bool) -> None:
    assert bool(FINDER.find("有骑手来", borders)) is found


@pytest.mark.parametrize(
    ("concept", "wider"),
    [
        ("animal", {"animal"}),
        ("horse", {"horse", "animal", "herd"}),
        ("rider", {"rider", "herd", "animal"}),  # an id that no concept has is passed over
    ],
)
def test_a_concept_is_all_that_it_is_a_kind_or_part_of(concept: str, wider: set[str]) -> None:
    assert FINDER.wider(concept) == wider


def test_a_circle_of_concepts_ends() -> None:
    one, other = (Concept(a, a, "object", (a * 2,), broader=(b,)) for a, b in (("a", "b"), ("b", "a")))
    assert ConceptFinder([one, other]).wider("a") == {"a", "b"}


def test_a_term_that_two_concepts_claim_belongs_to_the_first() -> None:
    late = Concept("late", "后来", "object", ("骏马",))
    assert [hit.concept for hit in ConceptFinder([HORSE, late]).find("骏马")] == ["horse"]


def lexicon(folder: Path, text: str) -> Path:
    path = folder / "lexicon.toml"
    path.write_text(text, "utf-8")
    return path


def test_a_lexicon_file_is_read_as_it_is_written(tmp_path: Path) -> None:
    file = lexicon(
        tmp_path, '[[concept]]\nid = "horse"\nname = "马"\nkind = "object"\nterms = ["骏马"]\nbroader = ["animal"]\n'
    )
    assert read_concepts(file) == (Concept("horse", "马", "object", ("骏马",), broader=("animal",)),)


@pytest.mark.parametrize("line", ['colour = "red"', ""])
def test_an_unknown_or_a_missing_key_is_refused(tmp_path: Path, line: str) -> None:
    with pytest.raises(TypeError, match="colour|terms"):
        read_concepts(lexicon(tmp_path, f'[[concept]]\nid = "horse"\nname = "马"\nkind = "object"\n{line}\n'))
