"""What an adjustment is called where it is spoken of: in notices, mails and papers."""


def named(adjustment):
    """Whose list, what is to happen to it, and its number in the desk (str)."""
    return (
        f"{adjustment.department}清单{adjustment.get_kind_display()}申请（第 {adjustment.pk} 号）"
    )
