from departments.pages.filters import filterset_of

from .models import Duty

DutyFilterSet = filterset_of(Duty)
