"""The addresses of what was found."""

from departments.addresses import address


def department_address(slug):
    return address("departments:department", slug)


def entry_address(entry):
    """The permalink of an EntryText."""
    return address(f"{entry.section}:entry", entry.department, entry.code)
