"""The people of Fernshire County Council, all invented, and who has left.

Owns: names, posts and the one handover between editions. Refuses: any real person.
"""

from demo.plan_types import Person

PEOPLE: dict[str, Person] = {
    "director": Person("Imelda Thorncroft", "Director of Children’s Social Care"),
    "front_door": Person("Kwabena Asantewood", "Head of Service – Front Door and Assessment"),
    "mash": Person("Harriet Plumleigh", "Service Manager – MASH"),
    "fieldwork": Person("Rowena Tillbrook", "Head of Service – Fieldwork"),
    "psw": Person("Marisol Wetherden", "Principal Social Worker"),
    "hr": Person("Declan Ormsby-Reid", "HR Business Partner"),
    "qa": Person("Sunniva Larkham", "Head of Service – Safeguarding and Quality Assurance"),
    "care": Person("Anwen Prydderch", "Head of Service – Children in Care and Care Leavers"),
    "commissioning": Person("Idris Kalantar", "Head of Service – Commissioning and Sufficiency"),
    "fostering": Person("Bridget O’Farrelly", "Service Manager – Fostering"),
    "leaving_care": Person("Callum Drysdale", "Service Manager – Leaving Care"),
    "housing": Person("Philippa Garnon", "Service Manager – Housing Options"),
    "edge": Person("Jerome Battersby-Quaye", "Service Manager – Edge of Care"),
    "missing": Person("Soraya Ellingham", "Service Manager – Missing and Exploitation"),
    "virtual": Person("Edmund Pascoe", "Virtual School Head"),
    "welfare": Person("Lakshmi Vennard", "Service Manager – Education Welfare"),
    "data": Person("Noor Haddingley", "Head of Service – Performance and Insight"),
}

HANDOVER_KEY = "fieldwork"
HANDOVER_EDITION = 3  # from this edition on the leaver's actions stand under the successor's name
SUCCESSOR = Person("Femi Adeyinka", "Head of Service – Fieldwork")


def people_at(edition: int) -> dict[str, Person]:
    """List who holds each post in an edition."""
    return PEOPLE | ({HANDOVER_KEY: SUCCESSOR} if edition >= HANDOVER_EDITION else {})
