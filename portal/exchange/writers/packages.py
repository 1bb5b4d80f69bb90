"""The zip packages that Office files are, the same to the byte whenever they are made."""

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo


def repacked(package):
    """A zip package (bytes) with the same members, without the time at which each was stored."""
    stream = BytesIO()
    with ZipFile(BytesIO(package)) as old, ZipFile(stream, "w", ZIP_DEFLATED) as new:
        for name in old.namelist():
            member = ZipInfo(name)
            member.external_attr = 0o644 << 16  # else whoever unpacks it may not read it
            new.writestr(member, old.read(name), ZIP_DEFLATED)
    return stream.getvalue()
