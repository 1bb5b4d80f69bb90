"""The parts of the picture of the whole, with their places in the drawing."""

from dataclasses import dataclass

from departments.models import Department

from ..models import Body

#: Sizes in the drawing's own units (CSS pixels where it is not scaled).
CELL = 32
HEAD_HEIGHT = 210
LABEL_WIDTH = 216
GROUP_HEIGHT = 34
#: From so many shared matters on a cell is drawn in the next stronger shade.
LEVELS = (1, 2, 4, 8)
#: A label longer than this is cut; the whole name stands in the link and in the table.
LABEL_SIGNS = 14


@dataclass(frozen=True)
class Crossing:
    """Where a body's row meets a list's column: so many matters, and where they stand."""

    department: Department
    body: Body
    count: int
    address: str
    x: int
    y: int

    @property
    def level(self):
        """The shade, 1 to 4."""
        return sum(self.count >= least for least in LEVELS)

    @property
    def size(self):
        return CELL

    @property
    def middle(self):
        """The point in the middle of the cell (a pair)."""
        return self.x + CELL // 2, self.y + CELL // 2


@dataclass(frozen=True)
class Column:
    """A department's list."""

    department: Department
    total: int
    x: int

    @property
    def label(self):
        return short_label(str(self.department))

    @property
    def middle(self):
        return self.x + CELL // 2


@dataclass(frozen=True)
class Row:
    """A body with the lists that name it."""

    body: Body
    total: int
    crossings: list[Crossing]
    y: int

    @property
    def label(self):
        return short_label(str(self.body))

    @property
    def baseline(self):
        return self.y + CELL // 2


@dataclass(frozen=True)
class Group:
    """The bodies of one kind."""

    kind: str
    rows: list[Row]
    y: int

    @property
    def title(self):
        return Body.Kind(self.kind).label

    @property
    def meaning(self):
        return Body.MEANINGS[self.kind]

    @property
    def baseline(self):
        return self.y + GROUP_HEIGHT - CELL // 3


@dataclass(frozen=True)
class Drawing:
    """The size of a drawing, in its own units and in rem: it grows with the page's type."""

    width: int
    height: int

    @property
    def width_on_page(self):
        return f"{self.width / 16:g}rem"

    @property
    def height_on_page(self):
        return f"{self.height / 16:g}rem"


@dataclass(frozen=True)
class Matrix:
    """Lists as columns, bodies as rows in groups by kind; in both most shared matters come first."""

    columns: list[Column]
    groups: list[Group]
    height: int

    @property
    def width(self):
        return CELL * len(self.columns)

    @property
    def drawings(self):
        """The sizes of the two drawings: labels, which stay in sight, and cells, which scroll."""
        return Drawing(LABEL_WIDTH, self.height), Drawing(self.width, self.height)

    @property
    def head_bottom(self):
        """Where the columns' labels end."""
        return HEAD_HEIGHT

    @property
    def label_end(self):
        """Where the rows' labels end."""
        return LABEL_WIDTH - CELL // 3

    @property
    def rows(self):
        return [row for group in self.groups for row in group.rows]

    @property
    def pairs(self):
        """How many pairs of a list and a body share matters."""
        return sum(len(row.crossings) for row in self.rows)


def short_label(name):
    """A name that fits beside the drawing: a list's own signboards tell it from its sister."""
    inner = name.partition("（")[2].rstrip("）")
    label = inner if len(name) > LABEL_SIGNS and inner else name
    return label if len(label) <= LABEL_SIGNS else f"{label[: LABEL_SIGNS - 1]}…"
