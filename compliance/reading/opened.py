"""What one file gives: documents, and problems with what else was in it."""

from __future__ import annotations

from dataclasses import dataclass

from compliance.terms import Document, Problem


@dataclass(frozen=True, slots=True)
class Opened:
    """What was in one file: a document, or those of an archive with the problems of its other entries."""

    documents: tuple[Document, ...]
    problems: tuple[Problem, ...] = ()
