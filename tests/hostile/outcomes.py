"""What became of a file that was handed to a reading process."""

from __future__ import annotations

from dataclasses import dataclass

from compliance.errors import UnreadableFile
from compliance.reading.isolation.messages import ReadFile
from compliance.reading.isolation.parent import ReadingProcess
from compliance.reading.limits import DEFAULT_LIMITS, Limits
from compliance.terms import Document

# What a sentence says where a reader did not foresee the damage, or had to be stopped.
FAULTS = ("读取时出错", "意外终止", "回答有误", "没有进展", "处理器时间", "内存超过")


@dataclass(frozen=True, slots=True)
class Outcome:
    """The documents of a file, or the sentence that says why there are none."""

    documents: tuple[Document, ...] = ()
    sentence: str = ""

    @property
    def fault(self) -> bool:
        """Whether a reader failed at what it should have foreseen."""
        return any(words in self.sentence for words in FAULTS)

    @property
    def unread(self) -> tuple[str, ...]:
        """What the certificates name as not read."""
        return tuple(u for document in self.documents for c in document.certificates for u in c.unread)


def outcome(reading: ReadingProcess, name: str, data: bytes, limits: Limits = DEFAULT_LIMITS) -> Outcome:
    """Have a file read; any other error than a refusal in one sentence fails the test."""
    try:
        opened = reading.open(ReadFile(name, data, limits), lambda done, total: None)
    except UnreadableFile as refusal:
        sentence = str(refusal)
        assert sentence.startswith(f"{name}：") and sentence.endswith("。") and "\n" not in sentence
        return Outcome(sentence=sentence)
    return Outcome(opened.documents)
