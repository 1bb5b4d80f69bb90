from departments.admin import register_section

from .models import Service

register_section(Service)
