"""What stories in a browser have in common: windows of several people, pictures of the steps, axe on every page."""

from __future__ import annotations

import os
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from playwright.sync_api import expect

from tests.review.browser import Workbench, serious_faults, sign_in, window

PASSWORD = "青山行不尽，绿水去何长 27"
# A folder for a picture of each step; they are not kept where it is not set.
SCREENSHOTS = os.environ.get("COMPLIANCE_SCREENSHOTS", "")


class Story:
    """Several people at one workbench, each in a window of their own."""

    def __init__(self, browser: Any, workbench: Workbench, windows: ExitStack) -> None:
        self.browser, self.workbench, self._windows = browser, workbench, windows
        self.printed: dict[str, str] = {}  # the first passwords, by user name
        self.faults: dict[str, list[str]] = {}  # what axe found, by step
        self._open: dict[str, Any] = {}
        self._steps = 0

    def as_(self, username: str) -> Any:
        """The window of a person, who signs in when it is opened and changes the printed password."""
        if username not in self._open:
            page = self._open[username] = self._windows.enter_context(window(self.browser, self.workbench))
            page.set_default_timeout(60_000)
            sign_in(page, username, self.printed[username])
            page.fill("#id_old_password", self.printed[username])
            for box in ("#id_new_password1", "#id_new_password2"):
                page.fill(box, PASSWORD)
            self.shown(page, "own-password", new_kind=username == "admin")
            page.click("main button.primary")
            expect(page.get_by_role("heading", level=1)).not_to_have_text("更改密码")
        return self._open[username]

    def shown(self, page: Any, name: str, new_kind: bool = True) -> None:
        """A step's page: its picture, where pictures are wanted; axe, unless such a page was seen already."""
        self._steps += 1
        if SCREENSHOTS:
            folder = Path(SCREENSHOTS)
            folder.mkdir(parents=True, exist_ok=True)
            page.screenshot(path=folder / f"{self._steps:02}-{name}.png", animations="disabled")
        if new_kind:
            found = serious_faults(page)
            if found:
                self.faults[name] = found
