"""The formats in which one edition is written as a file, by the ends of their names."""

from .csv import to_csv
from .docx import to_docx
from .json import to_json
from .xlsx import to_xlsx

#: For each format a function from a published edition to the bytes of its file.
WRITERS = {
    "json": lambda edition: to_json(edition).encode(),
    "csv": lambda edition: to_csv([edition]),
    "xlsx": lambda edition: to_xlsx([edition]),
    "docx": to_docx,
}
