"""数量指标: a named measure against a threshold or last year's value.

Source: The national measures of 2017 and 2020 and the packaged schemes; units as in
compliance/language/quantities.py.
Known misses: a measure that is only shown by its parts (5746 of 6874); an amount a month that has to be multiplied; a
value whose measure is named only in another paragraph; a measure that a table gives under an unusual short name.
"""

from compliance.hookspecs import Indicator, hookimpl
from compliance.plugin_files import load_indicator

from .indicator import judge


@hookimpl
def register_indicators() -> list[Indicator]:
    return [load_indicator(__name__, "数量指标", "写明的量与门槛或上年值相比", judge=judge)]
