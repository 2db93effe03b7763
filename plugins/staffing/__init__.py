"""队伍配备: posts and people: bodies staffed, numbers of inspectors (督学) or teachers, appointment, exchange,
structure.

Source: 《教育督导条例》 (2012), on full-time and part-time inspectors; the staffing items of the packaged
schemes.
Known misses: a team whose members are told without the words 督学, 专职, 兼职 or 聘; totals whose parts stand in
different chapters; a post that is filled by a person whose office is not said.
"""

from compliance.hookspecs import Indicator, hookimpl
from compliance.plugin_files import load_indicator

from .indicator import judge


@hookimpl
def register_indicators() -> list[Indicator]:
    return [load_indicator(__name__, "队伍配备", "机构和人员：编制、督学或教师人数、聘任、交流、结构", judge=judge)]
