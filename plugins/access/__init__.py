"""入学机会: who gets schooling: enrolment, zoning, migrant and disabled children, dropout control
(招生、划片、随迁子女、控辍保学).

Source: 《义务教育法》 (2018), articles 11 and 12; the access items of the packaged schemes.
Known misses: percentages, which are the business of `quantity`; children whose group is only implied.
"""

from compliance.hookspecs import Indicator, hookimpl
from compliance.plugin_files import load_indicator

from .indicator import judge


@hookimpl
def register_indicators() -> list[Indicator]:
    return [load_indicator(__name__, "入学机会", "入学：招生、划片、随迁子女、残疾儿童、控辍保学", judge=judge)]
