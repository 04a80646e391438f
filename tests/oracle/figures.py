"""The figures of the measures, typed from their text with the article beside each, again and on purpose.

An oracle that read `policy/` would repeat its mistakes. Amounts are whole 分.
"""

MOST = 999  # the greatest count that the form takes
FIRST_MONTH = "2022-05"  # art. 16: on trial from 6 May 2022

BASE = {  # art. 9: 70 % of 500, 1000 and 1630 yuan
    "rural": 350_00,
    "community_part_time": 700_00,
    "community_full_time": 1141_00,
}
PRICE = {  # art. 11(1): each valid report
    "rural": 7_50,
    "community_part_time": 15_00,
    "community_full_time": 24_50,
}
LOWER_FULL_TIME_PRICE = 24_45  # 489 yuan, which is 30 % of 1630 (art. 9), by 20 reports
FULL_TIME_SHARE = 489_00  # 30 % of 1630 (art. 9)
REPORTS_DUE = 20  # art. 8(2)
SIGN_INS_DUE = 20  # arts. 8(1), 12(3)
SURPLUS, SURPLUS_MOST = 5_00, 50_00  # art. 11(1)
PROVINCE, CITY, COUNTY = 30_00, 20_00, 10_00  # art. 11(2)
MAJOR = (100_00, 300_00)  # art. 11(3)
SPECIAL = (500_00, 1000_00)  # art. 11(3)
HAZARD = 100_00  # art. 12(1)
ORDER = COOPERATION = 30_00  # art. 12(2)
SIGN_IN = 10_00  # art. 12(3)

OTHER_READINGS = {
    "base-share": ("by_result",),
    "report-quota-stop": ("every_report",),
    "full-time-price": ("lower_price", "capped"),
    "part-time-quota": ("no_surplus", "every_report", "quota_zero"),
    "surplus-cap": ("all_rewards",),
    "surplus-condition": ("sign_ins_too",),
    "surplus-time": ("whole_item",),
    "notices-add": ("highest_only",),
    "major-range": ("special_as_major",),
    "poor-cooperation": ("no_deduction", "charged_once"),
    "sign-in-shortfall": ("one_a_day",),
    "below-zero": ("carried",),
    "rural-name": ("no_unit_price",),
}
ARTICLES = {
    "base": "11.1",
    "report_pay": "11.1",
    "surplus_reward": "11.1",
    "praise_reward": "11.2",
    "major_reward": "11.3",
    "special_major_reward": "11.3",
    "hazard_deduction": "12.1",
    "order_deduction": "12.2",
    "cooperation_deduction": "12.2",
    "sign_in_deduction": "12.3",
}
# Art. 11's rewards beyond the price of a report; what the month pays is counted first under a common ceiling.
REWARDS = ("praise_reward", "major_reward", "special_major_reward", "surplus_reward")
# Art. 11(2) and (3) do not say when their rewards are paid.
UNSAID = ("praise_reward", "major_reward", "special_major_reward")
