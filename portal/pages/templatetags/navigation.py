from django import template

from departments.addresses import address

register = template.Library()

#: The parts of the site that every page links to, by the names of their addresses.
PARTS = (
    ("departments", "各部门"),
    ("duties", "部门职责"),
    ("boundaries", "职责边界"),
    ("supervision", "监管制度"),
    ("services", "公共服务"),
)


@register.inclusion_tag("_navigation.html", takes_context=True)
def main_navigation(context):
    """Links to the parts of the site; one says so when the page belongs to that part."""
    match = getattr(context.get("request"), "resolver_match", None)
    current = match.namespace if match else ""
    return {"parts": [(address(f"{name}:index"), label, name == current) for name, label in PARTS]}
