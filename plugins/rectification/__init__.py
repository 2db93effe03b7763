"""问题整改: problems listed, rectified, followed up, closed; deadlines, interviews (约谈).

Source: 《教育督导问责办法》 (2021); the rectification items of the packaged schemes.
Known misses: problems that are repeated before the account of their mending; a deadline that lies beyond the
period.
"""

from compliance.hookspecs import Indicator, hookimpl
from compliance.plugin_files import load_indicator

from .indicator import judge


@hookimpl
def register_indicators() -> list[Indicator]:
    return [load_indicator(__name__, "问题整改", "问题清单、整改、跟踪、销号、期限、约谈", judge=judge)]
