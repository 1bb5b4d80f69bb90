"""What the public sees: which models pages and search show, and the version that changes with them.

A model that is shown says so itself (``declaration.shown``). Triggers on its table (``raising``)
give its district another version (``models.DistrictVersion``) with every write, whoever makes it.
``state`` reads it for those who keep what they made of it: pages, files, the indexes of the search.
"""
