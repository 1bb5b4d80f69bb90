import pytest, threading, time
from django.db import transaction, connection
from tests.portal.reviews.test_at_once import *
def test_dbg(review):
    published = review.approved()
    _, split = an_approval_and_a_split(review)
    pub = publishing(review, published)
    seen = []
    def sample():
        for _ in range(40):
            with connection.cursor() as c:
                c.execute("select pid, state, wait_event, left(query,300) from pg_stat_activity where datname=current_database() and pid<>pg_backend_pid()")
                a = c.fetchall()
                c.execute("select pid, locktype, mode, relation::regclass::text, tuple, granted from pg_locks where locktype in ('tuple','transactionid') ")
                seen.append((a, c.fetchall()))
            time.sleep(.1)
        connection.close()
    t = threading.Thread(target=sample); t.start()
    print(outcome_of(split, pub))
    t.join()
    w = [s for s in seen if any(not l[-1] for l in s[1])]
    for s in w[:1] + w[-1:]:
        for x in s[0]: print(x)
        for x in s[1]: print("   ", x)
        print("--")
