"""The district's own lists through the API: the same records as in the files of the lists."""

from departments.models import section_models

SECTIONS = [model.section_key for model in section_models()]
#: What an entry of the API has beside its record.
BESIDE = {"department", "edition", "url", "api"}


def all_pages(client, address):
    while address:
        page = client.get(address).json()
        yield from page["results"]
        address = page["next"]


def test_the_records_are_those_of_the_lists(shipped, db, client):
    departments = list(all_pages(client, "/api/v1/departments?page_size=7"))
    assert len(departments) == 19
    lists = [client.get(f"/departments/{one['slug']}/list.json").json() for one in departments]
    assert [client.get(one["list"]).json() for one in departments] == lists
    for section in SECTIONS:
        found = list(all_pages(client, f"/api/v1/{section}?page_size=30"))
        listed = [
            (one["department"]["slug"], entry) for one in lists for entry in one.get(section, [])
        ]
        assert [(entry["department"]["slug"], _record(entry)) for entry in found] == listed
        for entry in found[-1:]:
            assert entry == client.get(entry["api"]).json()


def _record(entry):
    return {name: value for name, value in entry.items() if name not in BESIDE}
