from __future__ import annotations

import socket

import pytest

from tests.network import OutsideNetwork


@pytest.mark.parametrize("host", ["192.0.2.1", "2001:db8::1", "mail.acme.example"])
def test_no_test_reaches_another_machine(host):
    with pytest.raises(OutsideNetwork):
        socket.create_connection((host, 25), timeout=0.1)


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost"])
def test_loopback_is_open(host):
    with socket.create_server(("127.0.0.1", 0)) as server:
        socket.create_connection((host, server.getsockname()[1]), timeout=2).close()
