"""Papers of a review, read as their readers would read them."""

from io import BytesIO

from docx import Document


def text_of(paper):
    """All that a Paper says, a line for each cell and paragraph (str)."""
    lines = [paper.title, paper.number]
    for block in paper.blocks:
        match block.kind:
            case "facts":
                lines += [f"{label}：{text}" for label, text in block.pairs]
            case "table":
                lines += [*block.columns, *(cell for row in block.rows for cell in row)]
            case "closing":
                lines += block.lines
            case _:
                lines.append(block.text)
    return "\n".join(lines)


def facts(paper):
    """The first facts of a Paper (dict)."""
    return dict(next(block.pairs for block in paper.blocks if block.kind == "facts"))


def rows_under(paper, heading):
    """The rows of the table under a heading (list of tuples; none where none stands there)."""
    titles = [getattr(block, "text", "") for block in paper.blocks]
    following = paper.blocks[titles.index(heading) + 1]
    return following.rows if following.kind == "table" else []


def word_text(content):
    """All that a Word document (bytes) says in its body, in order, a line for each paragraph."""
    document = Document(BytesIO(content))
    lines = []
    for block in document.iter_inner_content():
        if hasattr(block, "rows"):
            for row in block.rows:
                lines += [cell.text for cell in row.cells]
        else:
            lines.append(block.text)
    return "\n".join(lines)
