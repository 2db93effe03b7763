"""责任分工: tasks assigned: responsibility lists, division of work, named persons, accountability
(责任清单、分工、责任人、问责).

Source: The responsibility items of the packaged schemes.
Known misses: a division of work that only an annexed table shows; accountability that is threatened but has no
rule.
"""

from compliance.hookspecs import Indicator, hookimpl
from compliance.plugin_files import load_indicator

from .indicator import judge


@hookimpl
def register_indicators() -> list[Indicator]:
    return [load_indicator(__name__, "责任分工", "任务分解：责任清单、分工、责任人、问责", judge=judge)]
