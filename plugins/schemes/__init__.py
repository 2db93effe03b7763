"""The packaged schemes: every .toml file of this folder, one a scheme.

Taken from five circulated documents and three national measures; each file names its source, and its notes say what
is missing or uncertain there.
"""

from collections.abc import Sequence
from importlib.resources import files
from importlib.resources.abc import Traversable

from compliance.hookspecs import hookimpl


@hookimpl
def register_schemes() -> Sequence[Traversable]:
    folder = files(__name__)
    return sorted((file for file in folder.iterdir() if file.name.endswith(".toml")), key=lambda file: file.name)
