"""People and adjustments with which a newcomer can walk the whole way of a review (make demo)."""
