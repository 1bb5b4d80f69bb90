"""A plan of migrations that goes back over log, editions, proofs or reviews is refused as a whole."""

import pytest
from django.core.management import CommandError
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from departments.protection.going_back import refuse


def plan(*target):
    return MigrationExecutor(connection).migration_plan([target])


@pytest.mark.django_db
@pytest.mark.parametrize(
    "target",
    [
        *(("audit", None), ("audit", "0001_events"), ("audit", "0002_search_and_export")),
        *(("departments", None), ("departments", "0001_initial")),
        ("departments", "0003_contacts_and_former_slugs"),
        *(("duties", None), ("reviews", None), ("accounts", None), ("contenttypes", None)),
        ("reviews", "0001_adjustments"),
    ],
)
def test_what_is_kept_is_not_gone_back_over(target):
    with pytest.raises(CommandError, match="整个计划一步也没有执行"):
        refuse(plan=plan(*target))


@pytest.mark.django_db
def test_tables_that_can_be_made_anew_may_go():
    refuse(plan=plan("sessions", None))
    refuse(plan=[])
