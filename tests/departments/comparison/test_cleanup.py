from departments.comparison.cleanup import ISLAND, akin, readable


def test_a_long_run_is_an_island():
    run = (5, 5, ISLAND + 1)
    assert readable([run], 20, 20) == [run]


def test_a_short_run_between_larger_changes_is_confetti():
    assert readable([(5, 5, 2)], 20, 20) == []


def test_a_short_run_beside_a_smaller_change_stays():
    assert readable([(1, 1, 2)], 20, 20) == [(1, 1, 2)]


def test_a_run_at_the_edge_stays():
    assert readable([(0, 0, 1)], 20, 20) == [(0, 0, 1)]


def test_what_falls_out_makes_its_neighbours_larger():
    runs = [(2, 2, 3), (6, 6, 1), (9, 9, 9)]
    assert readable(runs, 20, 20) == [(2, 2, 3), (9, 9, 9)]
    assert readable([(3, 3, 3), (7, 7, 1), (20, 20, 9)], 30, 30) == [(20, 20, 9)]


def test_clauses_with_enough_in_common_are_akin():
    assert akin([(0, 0, 4)], [0, 10], [0, 30]) == [(0, 0, 4)]
    assert akin([(0, 0, 3)], [0, 10], [0, 30]) == []


def test_a_run_over_several_clauses_is_judged_clause_by_clause():
    assert akin([(0, 0, 12)], [0, 10, 40], [0, 10, 40]) == [(0, 0, 10)]


def test_runs_of_one_pair_of_clauses_count_together():
    runs = [(0, 0, 2), (5, 5, 2)]
    assert akin(runs, [0, 10], [0, 10]) == runs
