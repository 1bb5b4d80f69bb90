from departments.admin import register_section

from ..models import BoundaryMatter

register_section(BoundaryMatter)
