"""The rights of the role under which the site runs, where the database (PostgreSQL) has another owner.

The site reads and writes; it makes, alters and drops nothing. What a guard refuses always is not
even granted, and a maintenance is for the owner alone. No temporary tables either: one of the name
of a real table would be what the triggers look at.
"""

from . import guards

#: Tables that the site only reads, by what is written there instead.
READ_ONLY = {"departments_maintenance": "a migration's maintenance", "django_migrations": "migrate"}
_WRITES = ("INSERT", "UPDATE", "DELETE")


def obstacle(cursor, role):
    """Why rights granted to a role would mean nothing (one sentence), "" if they would."""
    cursor.execute(
        "SELECT rolsuper, pg_has_role(rolname, current_user, 'MEMBER') FROM pg_roles"
        " WHERE rolname = %s",
        [role],
    )
    found = cursor.fetchone()
    if found is None:
        return f"数据库中没有角色 {role}，请先用 createuser {role} 建立。"
    if any(found):
        return f"角色 {role} 是超级用户，或者就是表的所有者，限制不了它：请让网站用另一个角色。"
    cursor.execute(
        "SELECT 1 FROM pg_tables WHERE schemaname = current_schema() AND tableowner <> current_user"
    )
    if cursor.fetchone():
        return (
            "有的表不属于现在这个角色，请以表的所有者运行，或者先用 REASSIGN OWNED 把表归到它名下。"
        )
    return ""


def statements(cursor, role):
    """The SQL that gives a role what the site needs, and takes the rest (list of str)."""
    cursor.execute("SELECT quote_ident(%s), quote_ident(current_database())", [role])
    role, database = cursor.fetchone()
    cursor.execute("SELECT quote_ident(current_schema())")
    (schema,) = cursor.fetchone()
    everyone = f"PUBLIC, {role}"
    return [
        f"REVOKE CREATE, TEMPORARY ON DATABASE {database} FROM {everyone}",
        f"REVOKE CREATE ON SCHEMA {schema} FROM {everyone}",
        f"REVOKE ALL ON ALL TABLES IN SCHEMA {schema} FROM {everyone}",
        f"GRANT USAGE ON SCHEMA {schema} TO {role}",
        f"GRANT SELECT, {', '.join(_WRITES)} ON ALL TABLES IN SCHEMA {schema} TO {role}",
        f"GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA {schema} TO {role}",
        *(
            f'REVOKE {event} ON "{table}" FROM {role}'
            for table, event in sorted(_never_written() | _read_only())
        ),
    ]


def _never_written():
    """What guards always refuse (set of pairs of table and event)."""
    return {
        (guard.table, guard.event)
        for guard in guards.registered()
        if guard.condition == guards.ALWAYS and guard.event in _WRITES
    }


def _read_only():
    return {(table, event) for table in READ_ONLY for event in _WRITES}
