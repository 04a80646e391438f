"""The release's bill of materials in CycloneDX: every locked package with version, licence and hashes."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, time
from pathlib import Path
from uuid import NAMESPACE_URL, uuid5

from cyclonedx.contrib.license.factories import LicenseFactory
from cyclonedx.model import HashAlgorithm, HashType
from cyclonedx.model.bom import Bom, BomMetaData
from cyclonedx.model.component import Component as Part
from cyclonedx.model.component import ComponentScope, ComponentType
from cyclonedx.output.json import JsonV1Dot6
from packageurl import PackageURL

from scripts.content.components import Component, locked, project_version

NAME = "sbom.cdx.json"


def write(folder: Path, day: date) -> Path:
    """Write the bill into a folder, dated with the day the text was last checked, and return its path."""
    path = folder / NAME
    path.write_text(text(locked(), project_version(), day), encoding="utf-8")
    return path


def text(components: Sequence[Component], version: str, day: date) -> str:
    """Return the bill as JSON; the same components give the same bytes, its serial number included.

    Components whose code reaches the user's browser are `required`, the others `excluded`.
    """
    own = Part(
        name="grid-handbook",
        version=version,
        type=ComponentType.APPLICATION,
        licenses=[LicenseFactory().make_from_string("MIT")],
        bom_ref="grid-handbook",
    )
    bom = Bom(
        components=[_part(each) for each in components],
        metadata=BomMetaData(component=own, timestamp=datetime.combine(day, time(), UTC)),
        serial_number=uuid5(NAMESPACE_URL, repr((version, day.isoformat(), *components))),
    )
    bom.register_dependency(own, bom.components)
    return JsonV1Dot6(bom).output_as_string(indent=1) + "\n"


def _part(component: Component) -> Part:
    namespace, _, name = component.name.rpartition("/")
    url = PackageURL(component.registry, namespace or None, name, component.version)
    return Part(
        name=component.name,
        version=component.version,
        purl=url,
        bom_ref=url.to_string(),
        scope=ComponentScope.REQUIRED if component.reaching else ComponentScope.EXCLUDED,
        licenses=[LicenseFactory().make_from_string(component.licence)],
        hashes=[HashType(alg=HashAlgorithm(name), content=digest) for name, digest in component.hashes],
    )
