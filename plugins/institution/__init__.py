"""制度机制: a system, rule or standing mechanism (制度、办法、细则、规程、机制) set up or issued.

Source: The institution items of the packaged schemes; 《教育督导条例》 (2012) for the mechanisms that it names.
Known misses: one instance that is told as if it were a rule; a rule that stands but was never carried out.
"""

from compliance.hookspecs import Indicator, hookimpl
from compliance.plugin_files import load_indicator

from .indicator import judge


@hookimpl
def register_indicators() -> list[Indicator]:
    return [load_indicator(__name__, "制度机制", "制度、办法、细则、规程、机制：建立或印发", judge=judge)]
