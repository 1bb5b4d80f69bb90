"""Walking through JSON values."""

from departments.texts.values import leaves, without

VALUE = {
    "b": [{"code": "D-1", "text": ""}, {"code": "D-2", "text": "乙"}],
    "a": ("甲", {"code": 3}),
}


def test_keys_are_left_out_at_any_depth():
    assert without(VALUE, ("code",)) == {"b": [{"text": ""}, {"text": "乙"}], "a": ["甲", {}]}


def test_and_empty_texts_where_they_say_nothing():
    assert without(VALUE, ("code", "a"), empty=False) == {"b": [{}, {"text": "乙"}]}


def test_what_is_given_stays_as_it_is():
    without(VALUE, ("code",))
    assert VALUE["a"][1] == {"code": 3}


def test_leaves_come_in_the_order_of_the_keys():
    assert list(leaves(VALUE)) == ["甲", 3, "D-1", "", "D-2", "乙"]
    assert list(leaves("丙")) == ["丙"]
