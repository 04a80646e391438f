"""Fixtures of the tests that run the page's modules in Node."""

from collections.abc import Iterator

import pytest

from tests.node.month_links import Ask, page_module


@pytest.fixture(scope="module")
def ask() -> Iterator[Ask]:
    """The page's own module of links, asked in one Node."""
    with page_module() as asked:
        yield asked
