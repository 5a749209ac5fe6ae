"""Which addresses may be reached, and which texts are addresses of the web at all."""

from __future__ import annotations

from ipaddress import ip_address

import pytest
from hypothesis import given
from hypothesis import strategies as st

from keii.fetch.addresses import NOBODY, Allowed, is_public, reach
from keii.fetch.limits import Fault
from keii.fetch.targets import origin, shown, target


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1", "127.8.8.8", "0.0.0.0",  # noqa: S104  # an address to refuse
        "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254",
        "100.64.0.1", "192.0.0.8", "192.0.2.1", "198.18.0.1", "203.0.113.9", "224.0.0.1", "239.255.255.250",
        "240.0.0.1", "255.255.255.255", "192.88.99.1",
        "::", "::1", "fe80::1", "fc00::1", "fd12::1", "fec0::1", "ff02::1", "ff0e::1", "100::1", "2001:db8::1",
        "3fff::1", "5f00::1", "::7f00:1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "::ffff:169.254.169.254",
        "64:ff9b::7f00:1", "64:ff9b::a00:1", "64:ff9b:1::7f00:1", "2002:7f00:1::", "2002:a9fe:a9fe::1",
        "2001:0:4136:e378:8000:63bf:3fff:fdd2", "2400:4000::5efe:10.0.0.1", "fe80::1%eth0",
    ],
)  # fmt: skip
def test_not_public(address: str) -> None:
    assert not is_public(ip_address(address))
    assert reach(address, "news.example", NOBODY) is None


@pytest.mark.parametrize(
    "address",
    ["8.8.8.8", "210.130.1.1", "2404:6800:4004:80a::200e", "::ffff:8.8.8.8", "64:ff9b::808:808", "2002:808:808::1"],
)
def test_public(address: str) -> None:
    assert reach(address, "news.example", NOBODY) == "public"


def test_what_the_user_named_may_be_private() -> None:
    allowed = Allowed.of(["10.0.0.0/8", "Wiki.example.", "[::1]", "192.168.1.5"])
    assert reach("10.9.9.9", "a.example", allowed) == "named"
    assert reach("::ffff:10.9.9.9", "a.example", allowed) == "named"
    assert reach("::1", "a.example", allowed) == "named"
    assert reach("192.168.1.5", "a.example", allowed) == "named"
    assert reach("172.16.0.1", "wiki.example", allowed) == "named"
    assert reach("192.168.1.6", "a.example", allowed) is None
    assert reach("no address", "wiki.example", allowed) is None


@pytest.mark.parametrize(
    "text",
    [
        "", " ", "news", "//news.example/a", "/a", "http://", "http:///a", "file:///etc/passwd", "javascript:alert(1)",
        "data:text/html,a", "ftp://news.example/", "gopher://news.example/", "feed:https://news.example/", "mailto:a@b",
        "http://a b/", "http://a\\b/", "http://[fe80::1%25eth0]/", "http://[::1", "http://news.example:99999/",
        "http://１２７.０.０.１/", "http://news.example/\x00\r\nX: y", "http://.../", "http://" + "a" * 9000,
    ],
)  # fmt: skip
def test_no_web_address(text: str) -> None:
    with pytest.raises(Fault) as fault:
        target(text)
    assert fault.value.code == "K2001"


@pytest.mark.parametrize(
    "text", ["http://u:p@news.example/", "https://u@news.example/", "http://@news.example@b.example/"]
)
def test_no_user_in_an_address(text: str) -> None:
    with pytest.raises(Fault) as fault:
        target(text)
    assert fault.value.code in ("K2003", "K2001")


@pytest.mark.parametrize("port", [22, 25, 53, 81, 443, 6000, 6667, 10080])
def test_ports_of_other_services(port: int) -> None:
    with pytest.raises(Fault) as fault:
        target(f"http://news.example:{port}/")
    assert fault.value.code == "K2002"


def test_an_address_is_brought_into_one_form() -> None:
    place = target(" HTTPS://例え.JP:443/記事?q=首相#上 ")
    assert place.url == "https://xn--r8jz45g.jp/%E8%A8%98%E4%BA%8B?q=%E9%A6%96%E7%9B%B8"
    assert (place.host, place.port, origin(place)) == ("xn--r8jz45g.jp", 443, "https://xn--r8jz45g.jp:443")
    assert target("../b?c", "http://news.example/x/y/").url == "http://news.example/x/b?c"
    assert target("http://[::FFFF:127.0.0.1]:8080/").host == "::ffff:127.0.0.1"


def test_what_is_shown_of_an_address() -> None:
    assert shown("http://taro:himitsu@news.example/a") == "http://news.example/a"
    assert shown("http://news.example/\u202egnp\x1b[31m.\u200bexe") == "http://news.example/gnp[31m.exe"
    assert len(shown("http://news.example/" + "a" * 500)) == 200


@given(st.text(max_size=60).map(lambda text: f"http://{text}") | st.text(max_size=60))
def test_any_text_is_an_address_or_refused(text: str) -> None:
    try:
        place = target(text)
    except Fault:
        return
    assert place.url.isascii()
    assert place.url.isprintable()
    assert target(place.url) == place
