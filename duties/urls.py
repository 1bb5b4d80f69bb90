from departments.pages.section_pages import section_urls

from .models import Duty

app_name = "duties"
urlpatterns = section_urls(Duty)
