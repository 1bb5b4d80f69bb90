from . import others, users

__all__ = ["others", "users"]
