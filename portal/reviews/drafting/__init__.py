"""The editors' workbench: a draft is opened, written entry by entry, seen as it will be, handed in.

``views`` fetch and show; what is written is written by ``entries``, ``order`` and ``prose``, each
under ``actions.editing``. Whoever writes says by ``seen`` (``wording``) what they had before them.
"""
