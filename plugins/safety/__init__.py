"""校园安全: safety: people, equipment and technology (人防、物防、技防), mechanism, drills, no serious accident.

Source: 《中小学幼儿园安全防范要求》 (GB/T 29315-2022, formerly 2012) for the three kinds of protection; the
safety items of the schemes.
Known misses: a protection that is told by a word of its own (电子围栏 is taken for equipment);
equipment that is counted in a table without a word on safety; an accident that is told without its degree.
"""

from compliance.hookspecs import Indicator, hookimpl
from compliance.plugin_files import load_indicator

from .indicator import judge


@hookimpl
def register_indicators() -> list[Indicator]:
    return [load_indicator(__name__, "校园安全", "安全：人防、物防、技防，机制，演练，无重大事故", judge=judge)]
