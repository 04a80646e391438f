"""`check`: say whether the policy data is sound, or everything that is wrong with it."""

from scripts.handbook import load


def run(argv: list[str]) -> int:
    """Check policy/; PolicyError carries the list of problems to the command line."""
    del argv
    handbook = load()
    print(
        f"政策数据没有问题：{len(handbook.policy.text)} 处条文、{len(handbook.policy.tables.rules)} 条算法、"
        f"{len(handbook.policy.readings)} 条理解、{len(handbook.policy.grounds)} 条淘汰情形。"
    )
    return 0
