"""结果运用: results used: assessment, awards, funding, posts, accountability.

Source: 《教育督导条例》 (2012), on reports as a ground for assessment and reward; the results items of the
packaged schemes.
Known misses: assessment results of another kind (文明单位, 绩效) where the text does not name the inspection.
"""

from compliance.hookspecs import Indicator, hookimpl
from compliance.plugin_files import load_indicator

from .indicator import judge


@hookimpl
def register_indicators() -> list[Indicator]:
    return [load_indicator(__name__, "结果运用", "结果运用：考核、奖励、经费、职务、问责", judge=judge)]
