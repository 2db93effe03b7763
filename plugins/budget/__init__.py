"""经费保障: money: listed in the budget, listed separately (单列), its amount, full and timely payment, growth.

Source: 《教育督导条例》 (2012), on inspection funds in the budget; 《教育法》 on the growth of education funds.
Known misses: growth that is shown by two tables and not said; an amount that covers more than the facet asks
for.
"""

from compliance.hookspecs import Indicator, hookimpl
from compliance.plugin_files import load_indicator

from .indicator import judge


@hookimpl
def register_indicators() -> list[Indicator]:
    return [load_indicator(__name__, "经费保障", "经费：列入预算、单列、金额、及时足额拨付、增长", judge=judge)]
