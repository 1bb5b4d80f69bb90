"""The papers of a review, as Word documents and as pages to print: 审查意见书 and 公告.

``opinion_paper(adjustment)`` and ``public_notice(act)`` say what stands in them (blocks.Paper);
``word.to_docx`` and the template ``reviews/papers/paper.html`` write it.
"""
