"""A department's list as a Word document or a text, uploaded by its editors: it becomes a draft.

``word`` turns a Word document into the text that the readers read; ``reading`` does so out of the
way, with limits; ``drafts`` writes the draft, with which an adjustment may begin.
"""
