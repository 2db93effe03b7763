"""办学条件: school sites, rooms, equipment, books, information technology.

Source: The facility items of the packaged schemes; amounts per pupil are the business of `quantity`.
Known misses: one school's equipment offered for all without its name; use that is told in a picture (不是摆设).
"""

from compliance.hookspecs import Indicator, hookimpl
from compliance.plugin_files import load_indicator

from .indicator import judge


@hookimpl
def register_indicators() -> list[Indicator]:
    return [load_indicator(__name__, "办学条件", "校舍、场地、功能室、设备、图书、信息化", judge=judge)]
