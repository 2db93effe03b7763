"""The report's words (reports/words.py) as the workbench translates them: the Chinese is the same, word for word."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from compliance.terms import Polarity, Status

STATUS_NAMES = {
    Status.MET: _("已有依据"),
    Status.PARTIAL: _("依据不全"),
    Status.PLANNED: _("仅有打算"),
    Status.CONTRADICTED: _("自述不符"),
    Status.MISSING: _("未见依据"),
    Status.UNREADABLE: _("未能读取"),
    Status.NOT_APPLICABLE: _("不适用"),
}

STATUS_MEANINGS = {
    Status.MET: _("材料写明已经做到，主体和时段相符"),
    Status.PARTIAL: _("有一部分写明做到，另一部分没有写到"),
    Status.PLANNED: _("只写了打算、要求或承诺，没有写已经做到"),
    Status.CONTRADICTED: _("材料自己写明没有做到，或给出的数值达不到要求"),
    Status.MISSING: _("读完材料，没有找到依据"),
    Status.UNREADABLE: _("没有找到依据，但有内容未能读取，不能说没有"),
    Status.NOT_APPLICABLE: _("按方案说明，本条不适用"),
}

POLARITY_NAMES = {
    Polarity.SUPPORTS: _("依据"),
    Polarity.PROMISES: _("打算"),
    Polarity.CONTRADICTS: _("反面依据"),
    Polarity.NEAR: _("接近，不作依据"),
}

PART_NAMES = {
    "header": _("页眉"),
    "footer": _("页脚"),
    "footnote": _("脚注"),
    "endnote": _("尾注"),
    "text box": _("文本框"),
    "comment": _("批注"),
    "subject": _("邮件主题"),
    "mail header": _("邮件头"),
    "seal": _("印章"),
}
