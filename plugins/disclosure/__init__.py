"""公开公示: made public: notice boards, web sites, telephone numbers, reports published.

Source: 《教育督导条例》 (2012), on the publication of reports; 《中小学校责任督学挂牌督导办法》 (2013), on the
board at the gate.
Known misses: a paper that is circulated inside and called public; last year's boards offered for this year's.
"""

from compliance.hookspecs import Indicator, hookimpl
from compliance.plugin_files import load_indicator

from .indicator import judge


@hookimpl
def register_indicators() -> list[Indicator]:
    return [load_indicator(__name__, "公开公示", "公开：公示牌、网站、电话、报告公布", judge=judge)]
