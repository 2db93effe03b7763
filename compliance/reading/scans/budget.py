"""How long recognition may take, and the call that spends it. Light to import: files without pictures never wait.

`recognised` reads the picture of one page; `settle` makes the pages of one file comparable, before their extract.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from compliance.reading.pages.layout import Page
from compliance.reading.scans.libraries import missing
from compliance.terms import Certificate

if TYPE_CHECKING:
    from compliance.reading.scans.pictures import Picture

# For one page: a page of 500 cells takes 30.
PAGE_SECONDS = 120.0


@dataclass(slots=True)
class Budget:
    """Seconds of computing that the scanned pages of one file may take, and have taken; `waited` is by the clock."""

    seconds: float
    spent: float = 0.0
    waited: float = 0.0


def recognised(picture: Callable[[], Picture], number: int, budget: Budget) -> Page | str:
    """The page that a picture shows, or in Chinese why it was not read; never raises for a picture.

    `picture` is called only where recognition is installed and the budget is not used up.
    """
    if reason := missing():
        return reason
    if budget.spent >= budget.seconds:
        return f"文字识别已用满 {budget.seconds:g} 秒，请拆分成几个文件后再提交"
    from compliance.reading.scans.page import read_picture
    from compliance.reading.scans.pictures import PictureFault

    start, began = time.thread_time(), time.monotonic()
    try:
        left = min(PAGE_SECONDS, budget.seconds - budget.spent)
        return read_picture(picture(), number, start + left)
    except PictureFault as fault:
        return str(fault)
    except Exception as fault:  # of three libraries in C++: one page is spoilt, not the file
        return f"识别时出错（{type(fault).__name__}），请重新扫描后再提交"
    finally:
        budget.spent += time.thread_time() - start
        budget.waited += time.monotonic() - began


def saying(certificate: Certificate, reason: str) -> Certificate:
    """The certificate of a page that was not recognised, with the reason behind what it names as unread."""
    unread = (*certificate.unread[:-1], f"{certificate.unread[-1]}：{reason}") if certificate.unread else (reason,)
    return replace(certificate, unread=unread)


def settle(pages: Sequence[Page]) -> list[Page]:
    """The pages of one file with the sizes of recognised lines made comparable; others stay as they are."""
    if all(line.confidence == 1 for page in pages for line in page.lines):
        return list(pages)
    from compliance.reading.scans.lines import settle_sizes, settled

    sizes = settle_sizes(line for page in pages for line in page.lines)
    return [replace(page, items=settled(page.items, sizes)) for page in pages]
