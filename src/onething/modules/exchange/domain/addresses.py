"""Where webhooks may go: what is written in an address, and what its name resolves to (against SSRF).

Source: RFC 6890 and the registries of special-purpose addresses; OWASP, Server Side Request Forgery Prevention.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network
from urllib.parse import SplitResult, urlsplit

LONGEST_URL = 500
Address = IPv4Address | IPv6Address
Network = IPv4Network | IPv6Network
NAT64 = (IPv6Network("64:ff9b::/96"), IPv6Network("64:ff9b:1::/48"))
V4_COMPATIBLE = IPv6Network("::/96")


@dataclass(frozen=True, slots=True, kw_only=True)
class Reach:
    """How far webhooks of this deployment go: to the public, into the networks the operator named, to this machine.

    `loopback` is for demonstrations alone; link-local addresses (cloud metadata) are never reached.
    """

    networks: Sequence[Network] = field(default=())
    loopback: bool = False


def read_networks(texts: Collection[str]) -> tuple[Network, ...]:
    """Read the operator's networks; ValueError for what is none."""
    return tuple(ip_network(text) for text in texts)


def check_url(url: str, *, reach: Reach) -> str:
    """Return what is wrong with an address as it is written, in Chinese; nothing when it may be kept."""
    if len(url) > LONGEST_URL or not url.isascii() or not url.isprintable() or " " in url:
        return f"地址太长或含有不能用的字符。请填不超过 {LONGEST_URL} 个字符的网址，中文域名请写成 xn-- 开头的形式。"
    try:
        parts = urlsplit(url)
        _ = parts.port
    except ValueError:
        return "地址看不懂。请检查主机名和端口。"
    if not parts.hostname or parts.username is not None or parts.password is not None or parts.fragment:
        return "地址要有主机名，不能带用户名、口令和 # 后面的部分。请改正后再提交。"
    return _check_way(parts, reach)


def refusal_of(address: Address, *, reach: Reach) -> str:
    """Return why nothing is sent to this address; nothing when it may be reached."""
    inner = _unwrapped(address)
    if inner.is_loopback:
        return "" if reach.loopback else "指向本机"
    if inner.is_unspecified or inner.is_multicast or inner.is_link_local:
        return "指向本机、本网段或组播地址"
    if any(inner.version == network.version and inner in network for network in reach.networks):
        return ""
    if not inner.is_global or getattr(inner, "is_site_local", False) or _is_tunnel(inner):
        return "指向内部网络或保留地址"
    return ""


def _check_way(parts: SplitResult, reach: Reach) -> str:
    host = parts.hostname or ""
    if parts.scheme == "http" and reach.loopback and is_loopback(host):
        return ""
    if parts.scheme != "https":
        return "地址必须是 https:// 开头。通知里有办件编号，不能在网络上裸露。"
    try:
        refused = refusal_of(ip_address(host), reach=reach)
    except ValueError:
        refused = _refusal_of_name(host, reach)
    if refused:
        return f"这个地址{refused}，不能接收通知。请填对外可达的地址；政务外网的网段由运维人员在 ONETHING_WEBHOOK_NETWORKS 里登记。"
    return ""


def _refusal_of_name(host: str, reach: Reach) -> str:
    """A name whose last part is a number is an address in disguise: 2130706433, 127.1 and 0x7f.1 are this machine."""
    last = host.rstrip(".").rpartition(".")[2]
    if last.isdigit() or last.startswith("0x"):
        return "写法不规范"
    return "指向本机" if is_loopback(host) and not reach.loopback else ""


def is_loopback(host: str) -> bool:
    """Whether the host is this machine."""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost" or host.endswith(".localhost")


def _unwrapped(address: Address) -> Address:
    """The IPv4 address inside an IPv6 one: whoever reaches the outer reaches the inner."""
    if isinstance(address, IPv4Address):
        return address
    if address.ipv4_mapped:
        return address.ipv4_mapped
    if address.sixtofour:
        return address.sixtofour
    compatible = address in V4_COMPATIBLE and int(address) > 1  # :: and ::1 are addresses of their own
    if compatible or any(address in network for network in NAT64):
        return IPv4Address(int(address) & 0xFFFFFFFF)
    return address


def _is_tunnel(address: Address) -> bool:
    return isinstance(address, IPv6Address) and address.teredo is not None
