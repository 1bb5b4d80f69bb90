"""The OpenAPI document: true to what comes back, and to the site that it stands on."""

import pytest
import yaml
from jsonschema import Draft4Validator

from departments.models import rows_of, section_models
from portal.api import document as module
from tests.boundaries.factories import make_subject
from tests.declaring import MORE, TEXT, declare_one_more
from tests.factories import fill, make_department, make_draft, make_edition, publish
from tests.whole_list import fill_whole

pytestmark = pytest.mark.django_db

ADDRESSES = {
    "/api/v1/": "",
    "/api/v1/districts": "",
    "/api/v1/departments": "",
    "/api/v1/departments/{slug}": "minzheng",
    "/api/v1/departments/{slug}/list": "minzheng",
    "/api/v1/departments/{slug}/editions": "minzheng",
    "/api/v1/departments/{slug}/editions/{number}": "minzheng",
    "/api/v1/duties": "",
    "/api/v1/boundaries": "",
    "/api/v1/supervision": "",
    "/api/v1/services": "",
    "/api/v1/powers": "",
    "/api/v1/duties/{slug}/{code}": "D-0001",
    "/api/v1/boundaries/{slug}/{code}": "B-0001",
    "/api/v1/supervision/{slug}/{code}": "S-0001",
    "/api/v1/services/{slug}/{code}": "P-0001",
    "/api/v1/powers/{slug}/{code}": "Q-0001",
    "/api/v1/subjects": "",
    "/api/v1/subjects/{subject}": "",
    "/api/v1/bodies": "",
    "/api/v1/search": "",
}


@pytest.fixture
def lists(db):
    draft = make_draft(make_department(signboards=["蒸湘区老龄办"]))
    publish(fill_whole(fill(draft, entries=2, rows=2)))
    make_subject((draft.department, "B-0001"))


@pytest.fixture
def document(client, lists):
    return client.get("/api/v1/openapi.json").json()


def strict(schema):
    """A schema that allows nothing besides what it describes, in the words of JSON Schema."""
    if isinstance(schema, list):
        return [strict(one) for one in schema]
    if not isinstance(schema, dict):
        return schema
    schema = {name: strict(value) for name, value in schema.items()}
    if isinstance(schema.get("properties"), dict):
        schema["additionalProperties"] = False
    if schema.pop("nullable", False) is True:
        schema = {"anyOf": [schema, {"enum": [None]}]}
    return schema


def test_every_address_and_no_other_is_described(document):
    assert set(document["paths"]) == set(ADDRESSES)
    assert all(set(path) == {"get"} for path in document["paths"].values())


@pytest.mark.parametrize(("path", "place"), ADDRESSES.items())
def test_an_answer_holds_what_is_described_and_nothing_else(client, document, path, place):
    address = path.format(slug="minzheng", number=1, code=place, subject="yanglao")
    answer = client.get(address, {"q": "养老"} if path == "/api/v1/search" else {})
    described = document["paths"][path]["get"]["responses"]["200"]["content"]["application/json"]
    schema = strict(described["schema"]) | {"components": strict(document["components"])}
    assert answer.status_code == 200
    Draft4Validator(schema).validate(answer.json())


def test_a_wrong_answer_would_be_noticed(client, document):
    schema = strict({"$ref": "#/components/schemas/RootRecord"})
    schema |= {"components": strict(document["components"])}
    root = client.get("/api/v1/").json()
    assert Draft4Validator(schema).is_valid(root)
    assert not Draft4Validator(schema).is_valid(root | {"more": 1})


def test_everything_is_described_in_chinese(document):
    for path in document["paths"].values():
        operation = path["get"]
        said = [operation["summary"], operation["description"], *operation["tags"]]
        said += [one["description"] for one in operation.get("parameters", ())]
        said += [one["description"] for one in operation["responses"].values()]
        assert all(any("一" <= letter <= "龥" for letter in text) for text in said)
    for name, schema in document["components"]["schemas"].items():
        assert "一" <= schema["title"][0] <= "龥", name
        assert all("description" in field for field in schema["properties"].values()), name


def parameters(document, path):
    return {one["name"]: one for one in document["paths"][path]["get"]["parameters"]}


def test_the_filters_are_those_of_the_pages(document):
    of_matters = parameters(document, "/api/v1/boundaries")
    expected = {"q", "district", "department", "party", "basis", "case", "on", "page", "page_size"}
    assert set(of_matters) >= expected
    assert of_matters["basis"]["schema"]["items"]["enum"] == ["yes", "no"]
    assert of_matters["basis"]["description"].startswith("相关依据：yes 有依据，no 无依据。")
    assert of_matters["party"]["schema"]["type"] == "array"
    assert of_matters["on"]["schema"] == {"type": "string", "format": "date"}


def test_departments_and_districts_are_named_unless_they_are_many(client, document, monkeypatch):
    of_duties = parameters(document, "/api/v1/duties")
    assert of_duties["department"]["schema"]["items"]["enum"] == ["minzheng"]
    assert of_duties["district"]["schema"]["enum"] == ["430408"]
    monkeypatch.setattr(module, "NAMED", 1)
    make_edition(make_department("weisheng", "卫生局"))
    many = parameters(client.get("/api/v1/openapi.json").json(), "/api/v1/duties")
    assert "enum" not in many["department"]["schema"]["items"]
    assert many["district"]["schema"]["enum"] == ["430408"]


def test_the_server_is_this_site(client, lists):
    response = client.get("/api/v1/openapi.json", headers={"host": "localhost:8107"})
    assert response.json()["servers"] == [{"url": "http://localhost:8107"}]


def test_the_other_form_says_the_same(client, document):
    response = client.get("/api/v1/openapi.yaml")
    assert response["Content-Type"] == "application/yaml"
    assert yaml.safe_load(response.content) == document


def test_a_department_that_never_published_is_not_named(client, lists):
    fill(make_draft(make_department("weigongkai", "尚未公开的局")))
    assert "weigongkai" not in client.get("/api/v1/openapi.json").text


@pytest.mark.parametrize("of_rows", [False, True], ids=["entry", "row"])
@pytest.mark.parametrize("model", section_models(), ids=lambda model: model.section_key)
def test_a_column_that_is_declared_is_described_and_answered(
    client, lists, model, of_rows, monkeypatch
):
    declare_one_more(model, monkeypatch, of_rows=of_rows)
    module.described.cache_clear()
    schemas = client.get("/api/v1/openapi.json").json()["components"]["schemas"]
    module.described.cache_clear()
    name = f"{rows_of(model).related_model.__name__}Record" if of_rows else f"{model.__name__}Entry"
    assert MORE.field in schemas[name]["properties"]
    assert MORE.field not in schemas[name]["required"]
    found = client.get(f"/api/v1/{model.section_key}").json()["results"][0]
    record = found[model.rows_name][0] if of_rows else found
    assert record[MORE.field] == TEXT
