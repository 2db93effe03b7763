"""规划计划: a plan, scheme, timetable or road map (规划、方案、计划、时间表、路线图) made or issued, with goals,
phases and measures.

Source: The planning items of the packaged schemes; GB/T 9704-2012 for how such papers are titled.
Known misses: a plan named only by its document number; whether the goals that it sets are the ones asked for;
parts of a plan that is only named by its title.
"""

from compliance.hookspecs import Indicator, hookimpl
from compliance.plugin_files import load_indicator

from .indicator import judge


@hookimpl
def register_indicators() -> list[Indicator]:
    return [
        load_indicator(
            __name__, "规划计划", "规划、方案、计划、时间表、路线图：制定或印发，目标、阶段、措施", judge=judge
        )
    ]
