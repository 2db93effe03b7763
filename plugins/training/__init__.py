"""培训研修: training held or planned: for whom, how, how often, with what result.

Source: 《教育督导条例》 (2012), on the training of inspectors; the training items of the packaged schemes.
Known misses: a meeting that is called training; training of teachers offered for that of inspectors where the
text names neither.
"""

from compliance.hookspecs import Indicator, hookimpl
from compliance.plugin_files import load_indicator

from .indicator import judge


@hookimpl
def register_indicators() -> list[Indicator]:
    return [load_indicator(__name__, "培训研修", "培训：对象、方式、次数、结果", judge=judge)]
