"""The resources of an OFD document (GB/T 33190-2016, 7.9): fonts, draw parameters, media and composite graphics."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from compliance.reading.ofd.package import OfdPackage, is_true
from compliance.reading.pages.text import is_bold
from compliance.reading.zip_package import Element, PartError

_LONGEST_CHAIN = 8  # of draw parameters that build on each other; a longer one is a circle


@dataclass(frozen=True, slots=True)
class Font:
    """A font as the file names it."""

    name: str = ""
    bold: bool = False


@dataclass(frozen=True, slots=True)
class Resources:
    """Resources by their ID; later files add to earlier ones, a page's own come last."""

    fonts: Mapping[str, Font] = field(default_factory=dict)
    parameters: Mapping[str, Element] = field(default_factory=dict)
    media: Mapping[str, str] = field(default_factory=dict)  # the part that holds the image, sound or film
    composites: Mapping[str, Element] = field(default_factory=dict)
    damaged: tuple[str, ...] = ()  # parts that are missing or broken

    def parameter(self, identifier: str | None, name: str) -> Element | None:
        """The colour element that draw parameters give, their own or that of the ones they are relative to."""
        for _ in range(_LONGEST_CHAIN):
            node = self.parameters.get(identifier or "")
            if node is None:
                return None
            found = node.find(name)
            if found is not None:
                return found
            identifier = node.get("Relative")
        return None


def read_resources(package: OfdPackage, parts: Iterable[str], known: Resources | None = None) -> Resources:
    """The resources of some parts, added to those that are known already."""
    known = known or Resources()
    fonts, parameters = dict(known.fonts), dict(known.parameters)
    media, composites = dict(known.media), dict(known.composites)
    damaged = list(known.damaged)
    for part in parts:
        try:
            root = package.xml(part)
        except PartError:
            root = None
        if root is None:
            damaged.append(part)
            continue
        folder = (root.get("BaseLoc") or "").strip()
        base = f"{package.located(folder, part)}/." if folder else part
        for node in root.iter("Font"):
            name = node.get("FontName") or node.get("FamilyName") or ""
            fonts[node.get("ID", "")] = Font(name, is_true(node.get("Bold"), False) or is_bold(name))
        for node in root.iter("DrawParam"):
            parameters[node.get("ID", "")] = node
        for node in root.iter("MultiMedia"):
            file = node.findtext("MediaFile")
            found = package.located(file, base)
            media[node.get("ID", "")] = found if found in package else package.located(file, part)
        for node in root.iter("CompositeGraphicUnit"):
            composites[node.get("ID", "")] = node
    return Resources(fonts, parameters, media, composites, tuple(damaged))
