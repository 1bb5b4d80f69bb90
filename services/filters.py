from departments.pages.filters import filterset_of

from .models import Service

ServiceFilterSet = filterset_of(Service)
