"""Zipped XML (DOCX, ODT, XLSX) opened with care: sizes checked before inflating, no entities, no network."""

from __future__ import annotations

import io
import zipfile
import zlib

from lxml import etree

from corpus.errors import ReadingError

MAX_TOTAL = 200_000_000  # bytes, all members together
MAX_MEMBERS = 10_000
MAX_RATIO = 200  # declared size against packed size of a member larger than a megabyte


class Archive:
    """A zip file of which only members of a sane size are read."""

    def __init__(self, data: bytes, name: str) -> None:
        """Open *data*.

        Raises:
            ReadingError: no zip file, encrypted, damaged, or larger than it should be when unpacked.
        """
        self.name = name
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, ValueError, NotImplementedError, EOFError, OSError) as error:
            raise ReadingError(
                "corrupt", f"{name} is beschadigd of onvolledig: het archief kan niet worden geopend."
            ) from error
        members = self._zip.infolist()
        bomb = any(m.file_size > 1_000_000 and m.file_size > MAX_RATIO * max(m.compress_size, 1) for m in members)
        if bomb or len(members) > MAX_MEMBERS or sum(member.file_size for member in members) > MAX_TOTAL:
            raise ReadingError("memory", f"{name} zou uitgepakt te veel geheugen vragen en is niet gelezen.")
        if any(member.flag_bits & 1 for member in members):
            raise ReadingError(
                "encrypted", f"{name} is met een wachtwoord versleuteld; zet er een versie zonder wachtwoord bij."
            )
        self.names = frozenset(member.filename for member in members)

    def read(self, member: str) -> bytes:
        """Return the bytes of a member, or nothing where there is no such member.

        Raises:
            ReadingError: the member is damaged or larger than it declares.
        """
        if member not in self.names:
            return b""
        try:
            with self._zip.open(member) as stream:
                content = stream.read(self._zip.getinfo(member).file_size + 1)
        except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError) as error:
            raise ReadingError("corrupt", f"{self.name} is beschadigd: {member} kan niet worden uitgepakt.") from error
        if len(content) > self._zip.getinfo(member).file_size:
            raise ReadingError("corrupt", f"{self.name} is beschadigd: {member} is groter dan opgegeven.")
        return content

    def xml(self, member: str) -> etree._Element | None:
        """Return the root of an XML member, or None where there is no such member.

        Raises:
            ReadingError: not well-formed, or built to explode.
        """
        content = self.read(member)
        return parse_xml(content, self.name, member) if content else None


def parse_xml(content: bytes, name: str, member: str = "") -> etree._Element:
    """Return the root element of *content*, read without entities, network or huge trees.

    Raises:
        ReadingError: not well-formed, or it declares entities.
    """
    if b"<!ENTITY" in content[:100_000]:
        raise ReadingError("corrupt", f"{name} bevat XML-entiteiten en is niet gelezen ({member or 'XML'}).")
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, huge_tree=False, load_dtd=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(content, parser)
    except etree.XMLSyntaxError as error:
        raise ReadingError("corrupt", f"{name} is beschadigd: {member or 'de XML'} is geen geldige XML.") from error
    if root is None:
        raise ReadingError("corrupt", f"{name} is beschadigd: {member or 'de XML'} is leeg.")
    return root
