from ipaddress import ip_address

from portal.pages.serving.clients import client_address

#: Stands for an address that the proxy in front does not tell.
UNKNOWN = "0.0.0.0"


def client_ip(request):
    """The client's address in a form that a database takes (str)."""
    address = client_address(request)
    try:
        return str(ip_address(address))
    except ValueError:
        return UNKNOWN
