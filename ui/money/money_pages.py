"""Which page shows what of the programme's money.

Owns: that one list. Refuses: drawing.
"""

from data_model.money.check_types import MoneySubject
from ui.shell.pages import Page

MONEY_PAGES: dict[str, Page] = {
    MoneySubject.FUND.value: Page.FUND,
    MoneySubject.SAVING.value: Page.SAVING,
}
