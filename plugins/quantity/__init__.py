"""数量指标: a named measure against a threshold or last year's value.

Source: The national measures of 2017 and 2020 and the packaged schemes; units as in
compliance/language/quantities.py.
Known misses: a measure whose parts stand in different sentences; an amount a month that has to be multiplied; a value
whose measure is named only in another sentence or in homely words (每个娃摊到8平方); a measure that a table gives under
an unusual short name; two figures that have to be added up (大课间30分钟, 下午45分钟).
"""

from compliance.hookspecs import Indicator, hookimpl
from compliance.plugin_files import load_indicator

from .indicator import judge


@hookimpl
def register_indicators() -> list[Indicator]:
    return [load_indicator(__name__, "数量指标", "写明的量与门槛或上年值相比", judge=judge)]
