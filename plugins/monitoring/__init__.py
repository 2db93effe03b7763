"""监测评价: quality monitoring, surveys of satisfaction, data reporting (质量监测、满意度调查).

Source: The national monitoring of compulsory-education quality (国家义务教育质量监测方案, 2021); the monitoring
items of the schemes.
Known misses: the share of people satisfied, which is the business of `quantity`; examinations told as
monitoring.
"""

from compliance.hookspecs import Indicator, hookimpl
from compliance.plugin_files import load_indicator

from .indicator import judge


@hookimpl
def register_indicators() -> list[Indicator]:
    return [load_indicator(__name__, "监测评价", "质量监测、满意度调查、数据上报", judge=judge)]
