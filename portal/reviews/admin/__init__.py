from . import adjustments, routes

__all__ = ["adjustments", "routes"]
