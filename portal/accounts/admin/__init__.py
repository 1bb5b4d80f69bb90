from . import offices, others, users

__all__ = ["offices", "others", "users"]
