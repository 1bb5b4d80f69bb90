"""Readers of command line arguments that several commands take."""

import argparse
from datetime import date


def day(text):
    """A date written as 2026-11-23."""
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"“{text}”不是日期，请写成 2026-11-23 的样子。") from error
