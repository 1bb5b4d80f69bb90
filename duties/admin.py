from departments.admin import register_section

from .models import Duty

register_section(Duty)
