"""What follows for the holder when a licence is revoked."""

import pytest

from onething.core.lifecycle import REVOCATIONS, RevocationCause, revocation_consequences

FIRST, THIRD, FOURTH = "第六十九条第一款", "第六十九条第三款", "第六十九条第四款"


@pytest.mark.parametrize(
    ("cause", "articles", "told"),
    [
        (RevocationCause.UNLAWFUL, (FIRST, THIRD, FOURTH), "依法给予赔偿"),
        (RevocationCause.DECEIT, ("第六十九条第二款", THIRD, FOURTH, "第七十九条"), "利益不受保护"),
    ],
)
def test_who_held_a_licence_lawfully_is_compensated_and_who_deceived_is_not(
    cause: RevocationCause, articles: tuple[str, ...], told: str
) -> None:
    consequences = revocation_consequences(cause)

    assert tuple(one.basis.article for one in consequences) == articles
    assert [told in one.says for one in consequences if one.basis.article == FOURTH] == [True]


def test_three_years_are_told_to_who_deceived_and_to_nobody_else() -> None:
    assert ["3 年内不得再次申请" in rule.follows[-1].says for rule in REVOCATIONS.values()] == [False, True]
