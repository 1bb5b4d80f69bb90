"""Two small models, fitted with numpy alone; the same data always give the same weights."""

import numpy as np


def fitted_shares(tables, right, ridge=0.001):
    """Weights of signals that give the right choices the largest share of the evidence (array).

    ``tables`` is an array of questions x choices x signals, ``right`` a Boolean one of questions x
    choices. The mean log share of the right ones (a softmax of the weighted signals) is maximised
    by gradient descent; ``ridge`` holds large weights back.
    """
    weights, step = np.ones(tables.shape[2]), 1.0
    loss, slope = _loss_of_shares(weights, tables, right, ridge)
    while step > 1e-6:
        there = weights - step * slope
        new_loss, new_slope = _loss_of_shares(there, tables, right, ridge)
        if new_loss < loss - 1e-4 * step * slope @ slope:
            weights, loss, slope, step = there, new_loss, new_slope, step * 1.5
        else:
            step /= 2
        if np.abs(slope).max() < 1e-5:
            break
    return weights


def _loss_of_shares(weights, tables, right, ridge):
    scores = tables @ weights
    shares = np.exp(scores - scores.max(axis=1, keepdims=True))
    shares /= shares.sum(axis=1, keepdims=True)
    mass = (shares * right).sum(axis=1, keepdims=True)
    pull = shares - shares * right / mass
    slope = np.einsum("qc,qcs->s", pull, tables) / len(tables) + 2 * ridge * weights
    return -np.log(mass).mean() + ridge * weights @ weights, slope


def fitted_odds(features, true, steady=0.02):
    """(bias, weights) of a logistic model, found by Newton's method; both outcomes count alike.

    ``features`` is an array of questions x features, ``true`` a Boolean one of questions;
    ``steady`` holds large weights back.
    """
    mean, spread = features.mean(axis=0), features.std(axis=0) + 1e-9
    known = np.hstack([np.ones((len(true), 1)), (features - mean) / spread])
    count = np.where(true, 0.5 / true.mean(), 0.5 / (1 - true.mean()))
    hold = np.diag([1e-9] + [steady * len(true)] * features.shape[1])
    weights = np.zeros(known.shape[1])
    for _ in range(50):
        odds = 1 / (1 + np.exp(-known @ weights))
        slope = known.T @ (count * (odds - true)) + hold @ weights
        curve = (known.T * (count * odds * (1 - odds))) @ known + hold
        weights -= np.linalg.solve(curve, slope)
    return weights[0] - (weights[1:] * mean / spread).sum(), weights[1:] / spread
