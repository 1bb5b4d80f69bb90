"""The OpenAPI document as the page of the API shows it: operations by subject, then the records."""

import json
from dataclasses import dataclass
from itertools import groupby
from urllib.parse import quote, urlencode

KINDS = {
    "string": "文字",
    "integer": "整数",
    "number": "数",
    "boolean": "是或否",
    "object": "对象",
    "date": "日期",
    "uri": "网址",
}
#: What stands in the example of an answer where its description gives none.
EXAMPLES = {"string": "", "integer": 1, "number": 1.0, "date": "2026-11-23", "uri": "https://…"}
#: So many values of a choice are listed; further ones would hide the rest.
LISTED = 12
#: What an example asks for beyond what it must.
ALSO = {"page_size": 5}


@dataclass(frozen=True)
class Kind:
    """What a value is: in words, and the record that it holds (its name) if it holds one."""

    words: str
    record: str = ""


@dataclass(frozen=True)
class Field:
    """A parameter or a part of a record."""

    name: str
    kind: Kind
    meaning: str


@dataclass(frozen=True)
class Operation:
    """An address of the API; ``example`` is one of this site that can be tried ("" if none can)."""

    name: str
    path: str
    summary: str
    explanation: str
    parameters: list[Field]
    answer: Kind
    answer_example: str
    errors: list[tuple[str, str]]
    example: str


@dataclass(frozen=True)
class Record:
    name: str
    title: str
    fields: list[Field]


class Reference:
    """A document (dict) with values for its examples: ``sample`` maps operations to a dict.

    Those that it maps to None have no example.
    """

    def __init__(self, document, sample):
        self._document = document
        self._schemas = document["components"]["schemas"]
        self._sample = sample

    @property
    def subjects(self):
        """Operations by tag (list of (str, list of Operation))."""
        found = [self._operation(path, one["get"]) for path, one in self._document["paths"].items()]
        return [
            (tag, [operation for _, operation in several])
            for tag, several in groupby(found, key=lambda pair: pair[0])
        ]

    @property
    def records(self):
        """What answers are made of (list of Record)."""
        return [
            Record(name, schema.get("title", ""), self._fields(schema))
            for name, schema in self._schemas.items()
            if "properties" in schema
        ]

    def _operation(self, path, described):
        parameters = described.get("parameters", [])
        responses = described["responses"]
        answer = responses["200"]["content"]["application/json"]["schema"]
        operation = Operation(
            described["operationId"],
            path,
            described["summary"],
            described["description"],
            [self._parameter(one) for one in parameters],
            self._kind(answer),
            json.dumps(self._example(answer), ensure_ascii=False, indent=2),
            [(status, one["description"]) for status, one in responses.items() if status != "200"],
            self._address(path, described["operationId"], parameters),
        )
        return described["tags"][0], operation

    def _address(self, path, name, parameters):
        """An address of this site with values that exist here, where it has any ("" if none can)."""
        sample = self._sample.get(name, {})
        if sample is None:
            return ""
        values = {one["name"]: _example_of(one) for one in parameters if one.get("required")}
        values |= sample
        values |= {one["name"]: ALSO[one["name"]] for one in parameters if one["name"] in ALSO}
        places = {one["name"] for one in parameters if one["in"] == "path"}
        query = {name: value for name, value in values.items() if name not in places}
        filled = path.format(**{name: quote(str(values[name])) for name in places})
        server = self._document["servers"][0]["url"]
        return f"{server}{filled}{'?' if query else ''}{urlencode(query)}"

    def _parameter(self, described):
        remark = "必须写。" if described.get("required") else ""
        kind = self._kind(described["schema"])
        return Field(described["name"], kind, remark + described["description"])

    def _fields(self, schema):
        always = schema.get("required", ())
        return [
            Field(
                name,
                self._kind(one),
                ("" if name in always else "不一定有。") + one.get("description", ""),
            )
            for name, one in schema["properties"].items()
        ]

    def _kind(self, schema):
        name, schema = self._resolved(schema)
        if "properties" in schema:
            return Kind(schema.get("title", ""), name)
        words, record = KINDS.get(_type(schema), ""), ""
        if schema.get("type") == "array":
            item = self._kind(schema["items"])
            words = item.words if "enum" in schema["items"] else f"若干{item.words}"
            record = item.record
        if len(schema.get("enum", ())) in range(1, LISTED):
            words = "、".join(str(value) for value in schema["enum"] if value is not None)
        return Kind(words + ("，可为空" if schema.get("nullable") else ""), record)

    def _example(self, schema):
        _, schema = self._resolved(schema)
        if "properties" in schema:
            return {name: self._example(one) for name, one in schema["properties"].items()}
        if schema.get("type") == "array":
            return [self._example(schema["items"])]
        if "example" in schema or schema.get("nullable"):
            return schema.get("example")
        return schema.get("enum", [EXAMPLES.get(_type(schema), "")])[0]

    def _resolved(self, schema):
        """The name ("" for none) and content of a schema that may be a reference."""
        (target,) = schema.get("oneOf", schema.get("allOf", [schema]))[:1]
        if "$ref" not in target:
            return "", schema
        name = target["$ref"].rsplit("/", 1)[1]
        return name, self._schemas[name] | {k: v for k, v in schema.items() if k == "nullable"}


def _type(schema):
    """The format of a value if it has a name here, else its type."""
    kind = schema.get("format")
    return kind if kind in KINDS else schema.get("type")


def _example_of(parameter):
    (example,) = parameter["examples"].values()
    return example["value"]
