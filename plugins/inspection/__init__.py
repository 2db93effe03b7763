"""督导检查: inspections carried out or scheduled: kind, frequency, coverage, targets.

Source: 《教育督导条例》 (2012), on the conduct of inspections; 《中小学校责任督学挂牌督导办法》 (2013).
Known misses: an inspection that the submitter was the target of; topics that stand in another sentence than the
visit.
"""

from compliance.hookspecs import Indicator, hookimpl
from compliance.plugin_files import load_indicator

from .indicator import judge


@hookimpl
def register_indicators() -> list[Indicator]:
    return [load_indicator(__name__, "督导检查", "督导检查：种类、次数、覆盖面、对象", judge=judge)]
