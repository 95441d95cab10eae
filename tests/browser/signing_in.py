"""What the tests of tasks say of a tab that belongs to somebody."""

from collections.abc import Callable

from playwright.sync_api import Page

SignIn = Callable[[Page, str], Page]
WARD, QI, COACH = "ward@demo.example", "qi@demo.example", "coach@demo.example"
ANALYST, BOARD, ADMIN = "analyst@demo.example", "board@demo.example", "admin@demo.example"
