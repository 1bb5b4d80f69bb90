"""The lookup ``extras__said``: whether a text occurs in what further columns of a record say."""

from django.db.models import JSONField, Lookup


@JSONField.register_lookup
class Said(Lookup):
    """As ``icontains`` on a text, for each text of a list of {"heading", "text"}."""

    lookup_name = "said"
    prepare_rhs = False

    def get_db_prep_lookup(self, value, connection):
        return "%s", [f"%{connection.ops.prep_for_like_query(value)}%"]

    def as_sqlite(self, compiler, connection):
        return self._exists(
            compiler,
            connection,
            "json_each({})",
            "json_extract(value, '$.text') LIKE {} ESCAPE '\\'",
        )

    def as_postgresql(self, compiler, connection):
        return self._exists(
            compiler,
            connection,
            "jsonb_array_elements({}) AS one",
            "UPPER(one->>'text') LIKE UPPER({})",
        )

    def _exists(self, compiler, connection, texts, condition):
        field, field_params = self.process_lhs(compiler, connection)
        word, word_params = self.process_rhs(compiler, connection)
        sql = f"EXISTS (SELECT 1 FROM {texts.format(field)} WHERE {condition.format(word)})"
        return sql, (*field_params, *word_params)
