from departments.admin import register_section

from .models import Regime

register_section(Regime)
