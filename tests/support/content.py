"""The handbook as it is loaded from the county's folder: once in each process of the tests."""

from scripts.content import handbook

BOOK = handbook.load()
