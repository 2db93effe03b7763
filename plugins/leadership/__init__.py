"""组织领导: a leadership body (领导小组、委员会、协调机构、联席会议): set up, who heads it, which departments are
in it, that it meets.

Source: 《教育督导条例》 (2012), on inspection bodies of people's governments; the leadership items of the
packaged schemes.
Known misses: members given only in an annex that was not handed in; a head who is named without the office
that he holds.
"""

from compliance.hookspecs import Indicator, hookimpl
from compliance.plugin_files import load_indicator

from .indicator import judge


@hookimpl
def register_indicators() -> list[Indicator]:
    return [load_indicator(__name__, "组织领导", "领导机构：成立、由谁任组长或主任、成员部门、开会研究", judge=judge)]
