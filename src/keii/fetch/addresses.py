"""番地: which IP addresses may be reached."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network
from typing import Literal, TypeAlias

Address: TypeAlias = IPv4Address | IPv6Address
Network: TypeAlias = IPv4Network | IPv6Network
Reach = Literal["public", "named"]  #: 公開 / 利用者が名指し

_UNICAST = IPv6Network("2000::/3")
"""The only IPv6 space given out for the public internet (RFC 4291, IANA)."""
_NAT64 = IPv6Network("64:ff9b::/96")
_ISATAP = (0x0000_5EFE, 0x0200_5EFE)
_NOT_PUBLIC: tuple[Network, ...] = (
    IPv4Network("0.0.0.0/8"),
    IPv4Network("100.64.0.0/10"),
    IPv4Network("192.0.0.0/24"),
    IPv4Network("192.88.99.0/24"),
    IPv4Network("224.0.0.0/3"),
    IPv6Network("2001::/23"),
    IPv6Network("3fff::/20"),
)
"""What some versions of Python's `is_global` let through: IANA's special-purpose registries, 2026-11."""


@dataclass(frozen=True, slots=True)
class Allowed:
    """許可: hosts and networks the user named, which may be private."""

    hosts: frozenset[str] = frozenset()
    networks: tuple[Network, ...] = ()

    @staticmethod
    def of(names: Iterable[str]) -> Allowed:
        """Return what the user named: host names ("wiki.example"), addresses ("10.0.0.5"), networks ("10.0.0.0/8")."""
        hosts, networks = set(), []
        for name in names:
            try:
                networks.append(ip_network(name.strip("[]"), strict=False))
            except ValueError:
                hosts.add(plain_host(name))
        return Allowed(frozenset(hosts), tuple(networks))


NOBODY = Allowed()


def plain_host(host: str) -> str:
    """Return a host's name as it is compared: lower case, without the dot of the root."""
    return host.lower().rstrip(".")


def reach(text: str, host: str, allowed: Allowed) -> Reach | None:
    """Say how the IP address `text`, found for `host`, may be reached; None: it may not, or is no address."""
    try:
        address = ip_address(text)
    except ValueError:
        return None
    if is_public(address):
        return "public"
    address = _mapped(address)
    if plain_host(host) in allowed.hosts or any(address in network for network in allowed.networks):
        return "named"
    return None


def is_public(address: Address) -> bool:
    """Say whether an address lies in the public internet, and so does every IPv4 address hidden in it."""
    address = _mapped(address)
    if isinstance(address, IPv4Address):
        return _plainly_public(address)
    if address in _NAT64:
        return _plainly_public(IPv4Address(int(address) & 0xFFFF_FFFF))
    return address in _UNICAST and _plainly_public(address) and all(map(_plainly_public, _hidden(address)))


def _mapped(address: Address) -> Address:
    return (address.ipv4_mapped or address) if isinstance(address, IPv6Address) else address


def _hidden(address: IPv6Address) -> tuple[IPv4Address, ...]:
    """Return the IPv4 addresses a tunnel would lead to: 6to4, ISATAP (Teredo is not public at all)."""
    hidden = [address.sixtofour] if address.sixtofour else []
    if (int(address) >> 32) & 0xFFFF_FFFF in _ISATAP:
        hidden.append(IPv4Address(int(address) & 0xFFFF_FFFF))
    return tuple(hidden)


def _plainly_public(address: Address) -> bool:
    odd = address.is_multicast or address.is_reserved or address.is_loopback or address.is_link_local
    return address.is_global and not odd and not any(address in network for network in _NOT_PUBLIC)
