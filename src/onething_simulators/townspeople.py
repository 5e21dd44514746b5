"""Writes `townspeople.json`: many more invented people and firms, so that every kind of application has somebody to file.

`python -m onething_simulators.townspeople` writes the file anew; the same code always writes the same file.
"""

import json
from datetime import date
from itertools import count
from pathlib import Path
from typing import Any

from onething_simulators.id_numbers import make_id_number
from onething_simulators.organisation_codes import make_uscc

FILE = Path(__file__).with_name("townspeople.json")
NOTICE = "演示数据，由 townspeople.py 生成：人物、号码、地址、机构均为虚构。"
SURNAMES = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦许何吕施张孔曹严华金魏陶姜戚谢邹喻柏窦章云苏潘葛奚范彭郎鲁韦昌马苗"
WOMEN = ("麦穗", "稻香", "秋禾", "晓棠", "映雪", "南枝", "知微", "采蘩", "听雨", "若谷", "沐晴", "浅溪", "云岫")
MEN = ("守仓", "青禾", "满囤", "望岳", "长庚", "怀瑾", "既白", "临川", "思远", "耕石", "向阳", "嘉木", "行舟")
DISTRICTS = (
    ("990101", "青禾区", "770101", "稻香街道穗前路", "稻香派出所"),
    ("990102", "棉田区", "770102", "棉桃街道纺车巷", "棉桃派出所"),
    ("990103", "麦浪区", "770103", "晨风镇磨坊路", "晨风派出所"),
    ("990104", "谷仓区", "770104", "金穗街道打谷场路", "金穗派出所"),
)
TRADES = (
    ("豆香小吃店", "餐饮服务；食品销售"),
    ("顺风货运", "道路货物运输（不含危险货物）；装卸搬运"),
    ("青砖建材", "建筑材料销售；五金产品零售"),
    ("白云印染", "纺织品印染；服装制造"),
    ("拾光书店", "图书零售；文具用品零售"),
    ("穗丰农机", "农业机械制造；农业机械修理"),
)
FAMILIES, RETIREES, BEREAVED, WORKERS, BUYERS, FOUNDERS, FIRMS = 28, 22, 18, 34, 20, 12, 18


class Town:
    """What has been invented so far, in the shape of a people file; keys are counted by kind."""

    def __init__(self) -> None:
        self.persons: list[dict[str, Any]] = []
        self.firms: list[dict[str, Any]] = []
        self.households: list[dict[str, Any]] = []
        self.marriages: list[dict[str, Any]] = []
        self.births: list[dict[str, Any]] = []
        self.records: list[dict[str, Any]] = []
        self._serials = count(300)
        self._homes = count(1)

    def person(self, key: str, *, woman: bool, born: date, note: str, home: str, relation: str = "户主") -> str:
        """One more person; returns the key."""
        number = len(self.persons)
        given = (WOMEN if woman else MEN)[number % 13]
        serial = next(self._serials)
        self.persons.append(
            {
                "key": key,
                "name": SURNAMES[number % len(SURNAMES)] + given,
                "id_number": make_id_number(
                    area=_district(number)[2], born=born, serial=serial * 2 % 1000 + (0 if woman else 1)
                ),
                "id_type": "resident_id",
                "sex": "女" if woman else "男",
                "birth_date": born.isoformat(),
                "ethnicity": "汉族",
                "phone_number": f"1390000{1000 + number:04}",
                "household": home,
                "relation_to_head": relation,
                "insurance": _insurance(5 if key.startswith("mother") else number),
                "note": note,
            }
        )
        return key

    def household(self, *, head: str, number: int) -> str:
        """A home for the one who will be its head; returns its number."""
        place = next(self._homes)
        code, name, _, street, station = _district(number)
        home = f"3500{place:05}"
        self.households.append(
            {
                "number": home,
                "kind": "家庭户",
                "head": head,
                "region_code": code,
                "region_name": f"禾丰市{name}",
                "address": f"禾丰市{name}{street}{place + 20}号",
                "police_station": f"禾丰市公安局{name[:2]}分局{station}",
            }
        )
        return home

    def alone(self, key: str, *, woman: bool, born: date, note: str) -> str:
        """A person in a household of their own."""
        return self.person(
            key, woman=woman, born=born, note=note, home=self.household(head=key, number=len(self.persons))
        )

    def marry(self, wife: str, husband: str, *, year: int) -> None:
        """One entry of the marriage register."""
        serial = len(self.marriages) + 1
        self.marriages.append(
            {
                "certificate_number": f"J990101-{year}-{7000 + serial:06}",
                "parties": [wife, husband],
                "status": "married",
                "registered_on": f"{year}-{serial % 9 + 1:02}-{serial % 27 + 1:02}",
                "dissolved_on": None,
                "registrar": "禾丰市青禾区民政局婚姻登记处",
            }
        )

    def record(self, register: str, subject: str, **values: Any) -> None:
        """What a register says about a person or firm."""
        self.records.append({"register": register, "subject": subject, "record": values})

    def document(self) -> dict[str, Any]:
        """The whole file."""
        return {
            "notice": NOTICE,
            "persons": self.persons,
            "firms": self.firms,
            "households": self.households,
            "marriages": self.marriages,
            "birth_records": self.births,
            "birth_certificates": [],
            "records": self.records,
        }


def make_town() -> dict[str, Any]:
    """Everybody, in the order in which they were invented."""
    town = Town()
    for fill in (_families, _retirees, _bereaved, _workers, _buyers, _founders, _firms):
        fill(town)
    for number, person in enumerate(town.persons):
        _insure(town, number, person["key"])
    _known_people(town)
    return town.document()


def _families(town: Town) -> None:
    """Married parents of one child, born two months ago, so that a filing of any recent day lies after it."""
    for number in range(1, FAMILIES + 1):
        home = town.household(head=f"father{number:02}", number=number)
        father = town.person(
            f"father{number:02}", woman=False, born=_day(1990, number), note="父亲，已婚，孩子刚出生", home=home
        )
        mother = town.person(
            f"mother{number:02}", woman=True, born=_day(1992, number), note="母亲，已婚，孩子刚出生", home=home,
            relation="妻",
        )  # fmt: skip
        town.marry(mother, father, year=2019 + number % 6)
        town.births.append(_birth(number, mother, father))


def _retirees(town: Town) -> None:
    for number in range(1, RETIREES + 1):
        woman = number % 2 == 0
        born = _day(1970 if woman else 1963, number)
        key = town.alone(f"retiree{number:02}", woman=woman, born=born, note="到了退休年龄的企业职工")
        town.record(
            "housing_fund", key, account_number=f"9900{number:08}", centre="禾丰市住房公积金管理中心", status="封存"
        )


def _bereaved(town: Town) -> None:
    for number in range(1, BEREAVED + 1):
        home = town.household(head=f"deceased{number:02}", number=number)
        dead = town.person(
            f"deceased{number:02}", woman=number % 2 == 0, born=_day(1941, number), note="已经去世", home=home
        )
        town.person(
            f"heir{number:02}", woman=number % 3 == 0, born=_day(1969, number), note="父亲或母亲不久前去世",
            home=home, relation="女" if number % 3 == 0 else "子",
        )  # fmt: skip
        town.record(
            "death_record",
            dead,
            death_date_days_ago=60 + number,
            death_place="禾丰市人民医院（演示）",
            cause="疾病",
            certificate_number=f"SW2026{number:06}",
            cremation_number=f"HH2026{number:06}",
        )
        town.record(
            "housing_fund", dead, account_number=f"9901{number:08}", centre="禾丰市住房公积金管理中心", status="封存"
        )


def _workers(town: Town) -> None:
    for number in range(1, WORKERS + 1):
        town.alone(f"worker{number:02}", woman=number % 2 == 1, born=_day(1985 + number % 14, number), note="灵活就业")


def _buyers(town: Town) -> None:
    for number in range(1, BUYERS + 1):
        buyer = town.alone(f"buyer{number:02}", woman=number % 2 == 0, born=_day(1988, number), note="正在买房")
        town.record(
            "contract_filing", buyer, number=f"HF-2026-{number:05}", project="穗前新城（演示）", status="已备案"
        )
        town.record("tax", buyer, kind="个人所得税", year="2025", status="已缴清")
        seller = town.alone(f"seller{number:02}", woman=number % 2 == 1, born=_day(1975, number), note="正在卖房")
        code, name, _, street, _ = _district(number)
        town.record(
            "property",
            seller,
            certificate_number=f"禾（2018）禾丰市不动产权第{number:07}号",
            unit_number=f"{code}001001GB{number:05}F00010001",
            address=f"禾丰市{name}{street}{200 + number}号1幢{number}01室",
            area=60 + number * 3,
            mortgage="无",
            listing_number=f"FY2026{number:06}",
            maintenance_fund_receipt=f"WX2018{number:06}",
        )
        town.record("tax", seller, kind="契税", year="2018", status="已缴清", deed_tax_receipt=f"QS2018{number:06}")


def _founders(town: Town) -> None:
    for number in range(1, FOUNDERS + 1):
        for half in ("a", "b"):
            born = _day(1987 if half == "a" else 1990, number)
            town.alone(f"founder{number:02}{half}", woman=half == "b", born=born, note="准备开办企业")


def _firms(town: Town) -> None:
    for number in range(1, FIRMS + 1):
        boss = town.alone(f"boss{number:02}", woman=number % 3 == 0, born=_day(1976, number), note="企业法定代表人")
        clerk = town.alone(f"clerk{number:02}", woman=number % 2 == 0, born=_day(1995, number), note="企业经办人")
        code, name, _, street, _ = _district(number)
        trade, scope = TRADES[number % len(TRADES)]
        town.firms.append(
            {
                "key": f"firm{number:02}",
                "name": f"禾丰市{SURNAMES[number]}记{trade}有限公司（演示）",
                "uscc": make_uscc(region=code, organisation=f"MA99{1000 + number:04}"),
                "legal_representative": boss,
                "handlers": [clerk],
                "type": "有限责任公司",
                "address": f"禾丰市{name}{street}{400 + number}号",
                "registered_capital": f"{50 * number + 100}0000",
                "business_scope": scope,
                "established_on": f"{2010 + number % 14}-{number % 12 + 1:02}-18",
            }
        )
        town.record("driving_licence", clerk, **{"class": "A2"}, number=f"9903{number:08}", status="正常")
        town.record(
            "vehicle", clerk, plate=f"禾A{number:05}", vin=f"LDEM0{number:012}", total_mass=18000 + number * 100,
            registered_on=f"2024-{number % 12 + 1:02}-10", inspection_number=f"NJ2026{number:06}",
        )  # fmt: skip


def _known_people(town: Town) -> None:
    """The people of `people.json` are on these registers as well."""
    for number in range(1, 16):
        if number != 13:  # he holds a residence permit and is on none of them
            _insure(town, 900 + number, f"p{number:02}")


def _insure(town: Town, number: int, key: str) -> None:
    """Social insurance for everybody, a housing fund and a driving licence for some."""
    town.record(
        "social_insurance",
        key,
        card_number=f"HF{number:09}",
        insured_place=f"禾丰市{_district(number)[1]}",
        paid_years=f"{15 + number % 20}年{number % 12}个月",
        status="正常参保",
        archive_number=f"DA{number:08}",
    )
    held = {(row["register"], row["subject"]) for row in town.records}
    if number % 4 == 0 and ("housing_fund", key) not in held:
        town.record(
            "housing_fund", key, account_number=f"9902{number:08}", centre="禾丰市住房公积金管理中心", status="正常"
        )
    if number % 3 == 0 and ("driving_licence", key) not in held:
        town.record("driving_licence", key, **{"class": "C1"}, number=f"9904{number:08}", status="正常")


def _birth(number: int, mother: str, father: str) -> dict[str, Any]:
    return {
        "record_number": f"FY-1{number:03}",
        "mother": mother,
        "father_stated": father,
        "born_days_ago": 62 + number % 8,
        "hospital": "禾丰市妇幼保健院（演示）",
        "hospital_code": "990101-H001",
        "gestational_weeks": 37 + number % 4,
        "children": [
            {
                "order": 1,
                "sex": "女" if number <= 20 else "男",
                "time": f"{number % 24:02}:{number * 7 % 60:02}",
                "weight_grams": 2800 + number * 31,
                "length_cm": 47 + number % 6,
            }
        ],
    }


def _insurance(number: int) -> dict[str, Any]:
    if number % 5 == 4:
        return {"scheme": "城乡居民基本医疗保险", "maternity": False, "employer": None, "status": "正常参保"}
    return {
        "scheme": "职工基本医疗保险",
        "maternity": True,
        "employer": "禾丰市青禾纺织有限公司（演示）",
        "status": "正常参保",
    }


def _district(number: int) -> tuple[str, str, str, str, str]:
    return DISTRICTS[number % len(DISTRICTS)]


def _day(year: int, number: int) -> date:
    return date(year, number % 12 + 1, number * 5 % 28 + 1)


def written(document: dict[str, Any]) -> str:
    """The file's text: one line an entry, so that changes can be read."""
    parts = [f'  "notice": {json.dumps(document["notice"], ensure_ascii=False)}']
    for name, rows in document.items():
        if name != "notice":
            lines = ",\n".join("    " + json.dumps(row, ensure_ascii=False) for row in rows)
            parts.append(f'  "{name}": [\n{lines}\n  ]' if rows else f'  "{name}": []')
    return "{\n" + ",\n".join(parts) + "\n}\n"


if __name__ == "__main__":
    FILE.write_text(written(make_town()), encoding="utf-8")
