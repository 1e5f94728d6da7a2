"""The invented people of the demo. Every address ends in ``.example``."""

from __future__ import annotations

from dataclasses import dataclass

from smartai.foundation.accounts.models import Role

PASSWORD = "try-the-help-desk"


@dataclass(frozen=True)
class Colleague:
    name: str
    address: str
    role: Role = Role.AGENT
    departments: tuple[str, ...] = ()


@dataclass(frozen=True)
class Customer:
    name: str
    address: str
    company: str = ""
    language: str = ""
    time_zone: str = ""


COLLEAGUES = (
    Colleague("Olga Berg", "olga@northwind.example", role=Role.OWNER, departments=("Support",)),
    Colleague("Mia Keller", "mia@northwind.example", departments=("Billing", "Support")),
    Colleague("Anton Krause", "anton@northwind.example", departments=("Data and exports", "Support")),
    Colleague("Noor Haddad", "noor@northwind.example", departments=("Support",)),
    Colleague("Selma Vogt", "selma@northwind.example", role=Role.SUPERVISOR),
    Colleague("Leo Brandt", "leo@northwind.example", role=Role.LIGHT, departments=("Support",)),
)

CUSTOMERS = (
    Customer("Jonas Lindqvist", "jonas@lindqvist.example", "Lindqvist Handel AB", "", "Europe/Stockholm"),
    Customer("Amara Osei", "amara@goldcoast.example", "Gold Coast Foods", "", "Africa/Accra"),
    Customer("Priya Nair", "priya@malabar.example", "Malabar Spices", "", "Asia/Kolkata"),
    Customer("Tomás Rivera", "tomas@rivera.example", "Rivera y Hijos", "", "Europe/Madrid"),
    Customer("Chiyo Tanaka", "chiyo@tanaka.example", "Tanaka Ceramics", "", "Asia/Tokyo"),
    Customer("Hannah Weiss", "hannah@weiss.example", "Weiss & Söhne", "de", "Europe/Berlin"),
    Customer("Luca Moretti", "luca@moretti.example", "Moretti Vini", "", "Europe/Rome"),
    Customer("Sofia Brandt", "sofia@brandt.example", "Brandt Mobil", "de", "Europe/Vienna"),
    Customer("Yusuf Al-Amin", "yusuf@alamin.example", "Al-Amin Trading", "ar", "Asia/Dubai"),
    Customer("Grace Mwangi", "grace@savanna.example", "Savanna Tea", "", "Africa/Nairobi"),
    Customer("Elias Virtanen", "elias@virtanen.example", "", "", "Europe/Helsinki"),
    Customer("Beatriz Costa", "beatriz@costa.example", "Costa Têxtil", "", "America/Sao_Paulo"),
)
