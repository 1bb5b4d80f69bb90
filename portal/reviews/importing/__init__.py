"""Sections of a draft written from CSV and XLSX files, in steps that a person sees through.

``files`` turns an upload into sheets of text; ``tables`` finds the sections in them; ``reading``
puts their lines together to entries; ``checks`` holds these against the draft; ``writing`` has the
draft say them. ``steps`` runs all of it: once on trial, undone at the end, for the comparison that
is shown, and once for good. All faults of a file are found at once, each with its row and column.
"""
