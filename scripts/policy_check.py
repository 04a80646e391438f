"""`check`: say whether the policy data is sound, or everything that is wrong with it."""

from collections.abc import Iterator

from calculator.parameters import ALL_WORKERS
from calculator.policy import Policy
from scripts.handbook import load


def run(argv: list[str]) -> int:
    """Check policy/; PolicyError carries the list of problems to the command line."""
    del argv
    policy = load().policy
    print(
        f"政策数据没有问题：{len(policy.text)} 处条文、{len(policy.tables.rules)} 条算法、"
        f"{len(policy.readings)} 条理解、{len(policy.grounds)} 条淘汰情形。"
    )
    for reminder in outdated(policy):
        print(f"提醒：{reminder}")
    return 0


def outdated(policy: Policy) -> Iterator[str]:
    """Yield a sentence for each alternative that does not know a parameter's newest value.

    From that value's day on it changes nothing and is shown no more; that may be right, or forgotten.
    """
    for reading in policy.readings.values():
        for option in reading.options.values():
            places = {patch.at for patch in option.patches if patch.at.startswith("parameters.")}
            for place in sorted(places):
                _, parameter, column = place.split(".")
                newest = policy.tables.parameters[parameter]["values"][-1]
                known = [patch.was for patch in option.patches if patch.at == place]
                if newest.get(column) not in known:
                    now = newest.get(column, newest.get(ALL_WORKERS))
                    old = "、".join(map(str, known))
                    yield (
                        f"理解 {reading.id} 的 {option.id} 只认得 {place} 的旧数 {old}，"
                        f"从 {newest['from']} 起是 {now}，那时起这种理解不再列出；"
                        f"还要列，请给它加一条 was = {now} 的改动。"
                    )
