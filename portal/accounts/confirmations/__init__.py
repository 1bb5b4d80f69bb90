"""Two people for what decides who decides (docs/accounts.md, 第二人确认).

Who changes a route, a role, an office, a membership, a department's name or somebody's keys is heard
here, whichever door they come by. Such a change serves at once for signing in; nobody judges or
publishes by it before a second person has confirmed it.
"""
