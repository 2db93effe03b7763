"""数量指标: a named measure against a threshold or last year's value.

Source: The national measures of 2017 and 2020 and the packaged schemes; units as in
compliance/language/quantities.py.
Known misses: a measure that is only shown by its parts; an average where every school must reach the limit.
"""

from compliance.hookspecs import Indicator, hookimpl
from compliance.plugin_files import load_indicator


@hookimpl
def register_indicators() -> list[Indicator]:
    return [load_indicator(__name__, "数量指标", "写明的量与门槛或上年值相比")]
