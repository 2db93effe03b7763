"""Footnotes and endnotes of a word processing document: blocks after the body, in the sections they belong to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from compliance.reading.blocks import Draft
from compliance.reading.story.stories import Content, Stories
from compliance.terms import Block, BlockKind, Place

KINDS = ("footnote", "endnote")


def read_notes(
    stories: Stories, drafts: Sequence[Draft], notes: Mapping[str, Mapping[str, Content]]
) -> tuple[list[Draft], list[int]]:
    """Footnotes, then endnotes, in the order of their numbers; for each the index of the draft it belongs to.

    `notes` are the notes' contents by kind and id. What nobody refers to is not shown and is set aside as hidden.
    """
    index = {id(draft): position for position, draft in enumerate(drafts)}
    blocks: list[Draft] = []
    anchors: list[int] = []
    for kind in KINDS:
        waiting = dict(notes.get(kind, {}))
        referred = [anchor for anchor in stories.anchors if anchor[0] == kind]
        for number, (_, identifier, reason, draft) in enumerate(referred, start=1):
            note = waiting.pop(identifier, None)
            if note is None:
                continue
            text = "\n".join(found.text for found in stories.read(note, kind, reason=reason))
            blocks.append(Draft(BlockKind.NOTE, text, Place(part=kind, paragraph=number)))
            anchors.append(index.get(id(draft), len(drafts) - 1))
        for note in waiting.values():
            stories.read(note, kind, reason="hidden")
    kept = [(block, anchor) for block, anchor in zip(blocks, anchors, strict=True) if block.text]
    return [block for block, _ in kept], [anchor for _, anchor in kept]


def with_sections(blocks: tuple[Block, ...], body: int, anchors: Sequence[int]) -> tuple[Block, ...]:
    """Give each note, behind the `body` first blocks, the section of the block that refers to it."""
    moved = [
        replace(block, section=blocks[anchor].section) if 0 <= anchor < body else block
        for block, anchor in zip(blocks[body:], anchors, strict=True)
    ]
    return (*blocks[:body], *moved)
