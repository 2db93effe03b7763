"""What a paragraph style is by its name: a heading, a title, a line of the table of contents."""

from __future__ import annotations

import re

# Word stores built-in names in English whatever its language; WPS, converters and people store localized ones.
_HEADING = re.compile(r"(?:heading|标题|標題|titre|überschrift|見出し)\s*([1-9])(?!\d)", re.IGNORECASE)
_TITLE = re.compile(r"title|标题|標題|(?:文档|文件|公文|文章|报告|主)标题|大标题", re.IGNORECASE)
_CONTENTS = re.compile(r"(?:toc|contents|目录|目錄)\s*(?:[1-9]|heading|标题|標題)", re.IGNORECASE)


def heading_of(name: str) -> int | None:
    """The level, from 1, of a heading style; None for any other."""
    found = _HEADING.fullmatch(name)
    return int(found[1]) if found else None


def is_title(name: str) -> bool:
    """Whether it is the style of the document's title."""
    return _TITLE.fullmatch(name) is not None


def is_contents(name: str) -> bool:
    """Whether it is a style of the table of contents, its heading's included."""
    return _CONTENTS.fullmatch(name) is not None
