from departments.pages.section_pages import section_urls

from .models import Power

app_name = "powers"
urlpatterns = section_urls(Power)
