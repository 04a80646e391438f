"""Mistakes of an officer: one edit of the policy for each sentence of the officers' table."""

# One edit for each sentence of the officers' table: the file, the old text, the new text.
PRICES = "rural = 7.5, community_part_time = 15, community_full_time = 24.5 }"
STANDARDS = "rural = 500, community_part_time = 1000, community_full_time = 1630 }"
ZERO_WIDTH = 'label = "每条有效信息"\nunit = "yuan"\narticle = "11.1\u200b'
DAMAGE = [
    ("parameters.toml", PRICES, f"{PRICES}, {{ from = 2027-01-15, value = 8 }}"),
    ("parameters.toml", PRICES, f"{PRICES}, {{ from = 2027-01-01, rural = 8, community_part_time = 16 }}"),
    ("parameters.toml", PRICES, f'{PRICES}, {{ from = "2027-01-01", value = 8 }}'),
    ("parameters.toml", "rural = 7.5,", 'rural = "8元",'),
    ("parameters.toml", "rural = 7.5,", "rural = 75,"),
    ("parameters.toml", PRICES, f"{PRICES}, {{ from = 2027-01-01, {PRICES.replace('7.5,', '80,')}"),
    ("measure.toml", 'version = "2022-05-06"', 'version = "2027-01-01"'),
    ("parameters.toml", 'label = "每条有效信息"\nunit = "yuan"\narticle = "11.1', ZERO_WIDTH),
    ("parameters.toml", "rural = 7.5,", "rural = 7.555,"),
    ("parameters.toml", "rural = 7.5,", "rural = 7.5，"),
    ("parameters.toml", "rural = 7.5,", "rural = 7.50,"),
    ("articles.toml", "少一次扣10元", "少一次扣20元"),
    ("readings.toml", "每月不低于20次，少一次扣10元", "每月不低于20次，少一次扣20元"),
    ("pay.toml", 'paid = "year_end"\n', ""),
    ("parameters.toml", STANDARDS, f"{STANDARDS}, {{ from = 2027-01-01, value = 500.01 }}"),
    ("pay.toml", "depends_on_result = false", "depends_on_result = true"),
    ("categories/persons.toml", 'people = "一名五十岁', 'people = "收了 300 元的，一名五十岁'),
    ("categories/persons.toml", 'place = "某村卫生室', '# place = "某村卫生室'),
    ("consequences.toml", "每次扣 {order_price}。", "每次扣 30 元。"),
    ("consequences.toml", "农村是 {report_quota.rural} 条", "农村是 {report_quota} 条"),
    ("trainers.toml", 'answer = ["乡镇平安办负责考核，并确定补助金额。", ', "answer = ["),
    ("duties.toml", "按第十一条第一项计", "按第十七条第一项计"),
    ("readings.toml", "解释（第十五条）", "解释（第十六条）"),
    ("measure.toml", "考核办法（试行）", "考核办法"),
]
