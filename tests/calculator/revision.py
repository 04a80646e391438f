"""A second edition of the county as the engine's tests make it."""

from pathlib import Path

from tests.calculator.conftest import edit
from tests.support.county import begun

NEW, OLD = "2027-01-01", "2022-05-06"


def with_revision(county: Path) -> Path:
    """Return the county's folder with an edition from January 2027.

    A missed sign-in costs 12 yuan where it cost 10 (art. 12(3)). The edition counts `meetings` and a worker
    type `leader`; it has no `poor_cooperation`, and no reading `surplus-cap`.
    """
    begun(county, NEW, NEW)
    price = (county / "parameters.toml").read_text("utf-8").partition('id = "sign_in_price"')[2]
    edit(county, "parameters.toml", price, price.replace("value = 10 ", "value = 12 ", 1))
    for file in ("inputs.toml", "pay.toml"):
        edit(county, file, '"poor_cooperation"', '"meetings"')
    edit(county, "inputs.toml", "不积极配合被通报或反馈", "例会缺席")
    workers = (county / "workers.toml").read_text("utf-8")
    leader = workers.partition("[[workers]]")[2].partition("[[workers]]")[0]
    leader = leader.replace('"rural"', '"leader"').replace("农村网格员", "片区网格长")
    (county / "workers.toml").write_text(f"{workers}\n[[workers]]{leader}", "utf-8")
    values = (county / "parameters.toml").read_text("utf-8")
    for amount in ("500", "7.5", "20", '"unlimited"'):
        values = values.replace(f" rural = {amount},", f" rural = {amount}, leader = {amount},")
    (county / "parameters.toml").write_text(values, "utf-8")
    readings = (county / "readings.toml").read_text("utf-8")
    before, _, rest = readings.partition('[[readings]]\nid = "surplus-cap"')
    others = f"{before}[[readings]]{rest.partition('[[readings]]')[2]}"
    (county / "readings.toml").write_text(others, "utf-8")
    return county
