"""What the district of the stories hands in: its report, better ones, and a page that was scanned."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import TypedDict

import docx
from PIL import Image, ImageDraw, ImageFont

SAMPLE = Path(__file__).parent.parent.parent / "samples" / "district-self-evaluation.docx"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_FONTS = ("/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc", "NotoSansCJK-Regular.ttc")

# The beginning of a paragraph of the sample, and what a later draft says instead: the survey was made after all.
SURVEYED = (
    "2022年底市里委托第三方做过",
    "2023年12月，县督导室委托第三方开展了社会认可度调查，对象覆盖学生、家长、教师、校长和人大代表、政协委员，"
    "其中家长占62%。调查结果，社会认可度为91.4%，比全市平均高出1.2个百分点。",
)
# The county pays what was short, and says no more that it is short.
PAID = (
    (
        "特殊教育学校生均公用经费2023年是5600元",
        "特殊教育学校生均公用经费2023年是6200元，达到国家6000元的标准，3月和9月分两次拨付到位。",
    ),
    ("特殊教育公用经费没有达到6000元", "教师培训经费用在刀刃上的还不够。"),
)
SCANNED = (
    "关于教师编制标准的说明",
    "",
    "我县城乡义务教育学校执行统一的教师编制标准，",
    "县城和乡村学校都按同一标准核定教职工编制。",
    "",
    "蓼溪县教育局　2024年3月",
)


class Upload(TypedDict):
    """A file as a browser's file field takes it."""

    name: str
    mimeType: str  # noqa: N815 -- Playwright's name
    buffer: bytes


def report(*changes: tuple[str, str]) -> Upload:
    """The sample of a district's self-evaluation, with paragraphs that say something else."""
    document = docx.Document(str(SAMPLE))
    for beginning, text in changes:
        (paragraph,) = (found for found in document.paragraphs if found.text.startswith(beginning))
        for run in paragraph.runs[1:]:
            run.text = ""
        paragraph.runs[0].text = text
    written = BytesIO()
    document.save(written)
    return {"name": "自评报告.docx", "mimeType": WORD, "buffer": written.getvalue()}


def scan() -> Upload:
    """Half a page that was scanned: a picture of text."""
    picture = Image.new("L", (1240, 560), 255)
    drawing = ImageDraw.Draw(picture)
    for number, line in enumerate(SCANNED):
        drawing.text((120, 60 + number * 70), line, font=_font(34), fill=0)
    written = BytesIO()
    picture.save(written, "PNG", dpi=(150, 150))
    return {"name": "编制标准说明（扫描）.png", "mimeType": "image/png", "buffer": written.getvalue()}


def _font(size: int) -> ImageFont.FreeTypeFont:
    for name in _FONTS:
        try:
            return ImageFont.truetype(name, size)
        except OSError:
            continue
    raise FileNotFoundError("The scan needs a Chinese font: install fonts-noto-cjk")
