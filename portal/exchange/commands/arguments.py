"""Readers of command line arguments that several commands take."""

import argparse

from departments.reading.days import read_day
from departments.reading.refusals import UnreadableDay


def day(text):
    """A date written as 2026-11-23."""
    try:
        return read_day(text)
    except UnreadableDay as error:
        raise argparse.ArgumentTypeError(str(error)) from error
