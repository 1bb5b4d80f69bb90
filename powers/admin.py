from departments.admin import register_section

from .models import Power

register_section(Power)
