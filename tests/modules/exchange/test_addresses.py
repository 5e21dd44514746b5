"""Where webhooks may go (against SSRF): every special-purpose range, also wrapped into another address."""

from ipaddress import ip_address

import pytest

from onething.modules.exchange.domain.addresses import Reach, check_url, read_networks, refusal_of

PUBLIC = Reach()
INTRANET = Reach(networks=read_networks(["10.20.0.0/16", "fd00:1::/32", "127.0.0.0/8", "169.254.0.0/16"]))
DEMONSTRATION = Reach(loopback=True)


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1", "127.8.8.8", "0.0.0.0", "10.0.0.1", "172.16.0.1", "172.31.255.255", "192.168.1.1", "100.64.0.1",
        "100.127.255.255", "169.254.169.254", "192.0.0.1", "192.0.2.1", "198.18.0.1", "198.51.100.1", "203.0.113.1",
        "224.0.0.1", "239.1.1.1", "240.0.0.1", "255.255.255.255",
        "::", "::1", "fe80::1", "fc00::1", "fd12::1", "fec0::1", "ff02::1", "2001:db8::1", "100::1",
        "::ffff:127.0.0.1", "::ffff:10.0.0.1", "::ffff:169.254.169.254", "::127.0.0.1", "::10.0.0.1",
        "64:ff9b::7f00:1", "64:ff9b::a00:1", "64:ff9b:1::a00:1", "2002:7f00:1::1", "2002:a00:1::1", "2001:0:1::1",
    ],
)  # fmt: skip
def test_nothing_but_the_public_internet_is_reached(address: str) -> None:
    assert refusal_of(ip_address(address), reach=PUBLIC) != ""


@pytest.mark.parametrize("address", ["8.8.8.8", "223.5.5.5", "2400:3200::1", "::ffff:223.5.5.5", "64:ff9b::df05:505"])
def test_public_addresses_are_reached(address: str) -> None:
    assert refusal_of(ip_address(address), reach=PUBLIC) == ""


@pytest.mark.parametrize(
    ("address", "allowed"),
    [
        ("10.20.3.4", True), ("::ffff:10.20.3.4", True), ("10.21.0.1", False), ("fd00:1::5", True), ("fd00:2::5", False),
        ("127.0.0.1", False), ("169.254.169.254", False),
    ],
)  # fmt: skip
def test_the_operators_networks_are_reached_but_never_this_machine_or_link_local(address: str, allowed: bool) -> None:
    assert (refusal_of(ip_address(address), reach=INTRANET) == "") is allowed


def test_a_demonstration_reaches_this_machine_and_nothing_else_inside() -> None:
    assert refusal_of(ip_address("127.0.0.1"), reach=DEMONSTRATION) == ""
    assert refusal_of(ip_address("10.0.0.1"), reach=DEMONSTRATION) != ""


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("http://hooks.example/x", "必须是 https://"),
        ("http://127.0.0.1/x", "必须是 https://"),
        ("ftp://hooks.example/x", "必须是 https://"),
        ("file:///etc/passwd", "要有主机名"),
        ("hooks.example", "要有主机名"),
        ("https://user:word@hooks.example/", "不能带用户名"),
        ("https://hooks.example@127.0.0.1/", "不能带用户名"),
        ("https://hooks.example/#x", "不能带用户名"),
        ("https://127.0.0.1/x", "指向本机"),
        ("https://localhost/x", "指向本机"),
        ("https://a.localhost/x", "指向本机"),
        ("https://[::1]/x", "指向本机"),
        ("https://[::ffff:10.0.0.1]/x", "指向内部网络"),
        ("https://10.1.2.3/x", "指向内部网络"),
        ("https://169.254.169.254/latest/meta-data", "组播地址"),
        ("https://hooks.example:99999/", "看不懂"),
        ("https://[::1", "看不懂"),
        ("https://钩子.example/", "不能用的字符"),
        ("https://hooks.example/\x00", "不能用的字符"),
        ("https://hooks.example/ x", "不能用的字符"),
        ("https://hooks.example/" + "x" * 500, "太长"),
    ],
)
def test_an_address_that_cannot_be_kept_says_why(url: str, words: str) -> None:
    assert words in check_url(url, reach=PUBLIC)


@pytest.mark.parametrize("url", ["https://hooks.example/x?a=b", "https://hooks.example:8443/", "https://223.5.5.5/"])
def test_an_address_outside_may_be_kept(url: str) -> None:
    assert check_url(url, reach=PUBLIC) == ""


def test_plain_http_is_for_this_machine_in_a_demonstration_alone() -> None:
    assert check_url("http://127.0.0.1:9000/x", reach=DEMONSTRATION) == ""
    assert check_url("http://localhost:9000/x", reach=DEMONSTRATION) == ""
    assert "必须是 https://" in check_url("http://hooks.example/x", reach=DEMONSTRATION)


def test_a_network_that_is_none_is_refused() -> None:
    with pytest.raises(ValueError, match="not-a-network"):
        read_networks(["not-a-network"])
