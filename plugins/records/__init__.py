"""档案报送: archives, data and statements handed in, complete, consistent, filed (档案、报表、备案).

Source: The records items of the packaged schemes.
Known misses: whether the numbers of the submission agree with each other, beyond full-time and part-time
inspectors of one sentence; the integrity checks tell more.
"""

from compliance.hookspecs import Indicator, hookimpl
from compliance.plugin_files import load_indicator

from .indicator import judge


@hookimpl
def register_indicators() -> list[Indicator]:
    return [load_indicator(__name__, "档案报送", "档案、数据、报表、备案：齐全、一致、按时", judge=judge)]
