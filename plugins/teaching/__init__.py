"""教育教学: curriculum, moral education, workload, conduct of schools (规范办学), quality of teaching.

Source: 《义务教育法》 (2018), articles 34 to 37; the teaching items of the packaged schemes.
Known misses: broad praise (质量稳步提升) in the statement's own words; a topic of inspection told as a state.
"""

from compliance.hookspecs import Indicator, hookimpl
from compliance.plugin_files import load_indicator

from .indicator import judge


@hookimpl
def register_indicators() -> list[Indicator]:
    return [load_indicator(__name__, "教育教学", "课程、德育、减负、规范办学、教学质量", judge=judge)]
