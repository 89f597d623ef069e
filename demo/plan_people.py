"""The people of Fernshire County Council, all invented, and who has left.

Owns: names, posts and the one handover between editions. Refuses: any real person.
"""

from demo.plan_types import DemoPerson

PEOPLE: dict[str, DemoPerson] = {
    "director": DemoPerson("Imelda Thorncroft", "Director of Children’s Social Care"),
    "front_door": DemoPerson("Kwabena Asantewood", "Head of Service – Front Door and Assessment"),
    "mash": DemoPerson("Harriet Plumleigh", "Service Manager – MASH"),
    "fieldwork": DemoPerson("Rowena Tillbrook", "Head of Service – Fieldwork"),
    "psw": DemoPerson("Marisol Wetherden", "Principal Social Worker"),
    "hr": DemoPerson("Declan Ormsby-Reid", "HR Business Partner"),
    "qa": DemoPerson("Sunniva Larkham", "Head of Service – Safeguarding and Quality Assurance"),
    "care": DemoPerson("Anwen Prydderch", "Head of Service – Children in Care and Care Leavers"),
    "commissioning": DemoPerson("Idris Kalantar", "Head of Service – Commissioning and Sufficiency"),
    "fostering": DemoPerson("Bridget O’Farrelly", "Service Manager – Fostering"),
    "leaving_care": DemoPerson("Callum Drysdale", "Service Manager – Leaving Care"),
    "housing": DemoPerson("Philippa Garnon", "Service Manager – Housing Options"),
    "edge": DemoPerson("Jerome Battersby-Quaye", "Service Manager – Edge of Care"),
    "missing": DemoPerson("Soraya Ellingham", "Service Manager – Missing and Exploitation"),
    "virtual": DemoPerson("Edmund Pascoe", "Virtual School Head"),
    "welfare": DemoPerson("Lakshmi Vennard", "Service Manager – Education Welfare"),
    "data": DemoPerson("Noor Haddingley", "Head of Service – Performance and Insight"),
}

HANDOVER_KEY = "fieldwork"
HANDOVER_EDITION = 3  # from this edition on the leaver's actions stand under the successor's name
SUCCESSOR = DemoPerson("Femi Adeyinka", "Head of Service – Fieldwork")


def people_at(edition: int) -> dict[str, DemoPerson]:
    """List who holds each post in an edition."""
    return PEOPLE | ({HANDOVER_KEY: SUCCESSOR} if edition >= HANDOVER_EDITION else {})
