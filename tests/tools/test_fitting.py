import numpy as np
import pytest

from tools.fitting import fitted_odds, fitted_shares

MIXED = np.random.default_rng(1)


def test_the_signal_that_tells_gets_the_weight():
    right = MIXED.random((200, 4)) < 0.3
    right[:, 0] |= ~right.any(axis=1)
    telling = right + 0.3 * MIXED.random(right.shape)
    tables = np.stack([telling, MIXED.random(right.shape)], axis=2)
    telling_weight, noise_weight = fitted_shares(tables, right)
    assert telling_weight > 3
    assert abs(noise_weight) < 0.5


def test_odds_are_those_of_the_data():
    features = MIXED.normal(size=(5000, 2))
    true = MIXED.random(5000) < 1 / (1 + np.exp(-2 * features[:, 0]))
    bias, weights = fitted_odds(features, true, steady=0)
    assert bias == pytest.approx(0, abs=0.15)
    assert weights == pytest.approx([2, 0], abs=0.15)


def test_the_same_data_give_the_same_weights():
    right = np.eye(3, dtype=bool)
    tables = MIXED.random((3, 3, 2))
    assert (fitted_shares(tables, right) == fitted_shares(tables, right)).all()
