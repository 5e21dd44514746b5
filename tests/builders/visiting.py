"""Go through pages as a person without JavaScript does: follow a link, fill a form, press a button, all by their words."""

import re
from typing import Any
from urllib.parse import urljoin

from django.test import Client
from lxml import html


def words_of(element: Any) -> str:
    """The text without any white space."""
    return re.sub(r"\s", "", element.text_content())


class Visitor:
    """One person's browser, and the page before them."""

    def __init__(self, browser: Client, *, expected: tuple[int, ...] = (200,)) -> None:
        self._browser, self.expected = browser, expected
        self.path, self.page = "", html.Element("html")

    @property
    def words(self) -> str:
        """What stands in the page's body, without white space."""
        return words_of(self.page.find("body"))

    def open(self, path: str) -> None:
        """Go there; whatever is no page fails."""
        self._show(self._browser.get(path, follow=True), path)

    def follow(self, words: str) -> None:
        """The first link with these words."""
        self.open(urljoin(self.path, self.links(words)[0]))

    def links(self, words: str) -> list[str]:
        """Where the links with these words lead."""
        found = [link.get("href") for link in self.page.iter("a") if words in words_of(link)]
        assert found, f"no link {words} on {self.path}: {self.words[:2000]}"
        return found

    def download(self, address: str) -> bytes:
        """A file."""
        answer = self._browser.get(address)
        assert answer.status_code == 200, address
        return b"".join(answer) if answer.streaming else answer.content

    def press(self, words: str, **typed: Any) -> None:
        """Fill these fields of the button's form, leave the others as they stand, and press."""
        button = next((one for one in self.page.iter("button") if words_of(one).startswith(words)), None)
        assert button is not None, f"no button {words} on {self.path}: {self.words[:2000]}"
        form = self._form_of(button)
        pressed = {button.get("name"): button.get("value", "")} if button.get("name") else {}
        values = {
            **self._standing(form),
            **pressed,
            **{name.replace("__", "-"): value for name, value in typed.items()},
        }
        path = urljoin(self.path, button.get("formaction") or form.get("action") or self.path)
        send = self._browser.post if form.get("method") == "post" else self._browser.get
        self._show(send(path, values, follow=True), path)

    def value(self, words: str) -> str:
        """What ticking the box with these words would send."""
        for label in self.page.iter("label"):
            if words in words_of(label) and label.get("for"):
                return str(self.page.get_element_by_id(label.get("for")).get("value"))
        raise AssertionError(f"nothing to tick {words} on {self.path}: {self.words[:2000]}")

    def _form_of(self, button: Any) -> Any:
        owner = button.get("form")
        return self.page.get_element_by_id(owner) if owner else next(button.iterancestors("form"))

    def _standing(self, form: Any) -> dict[str, Any]:
        """What the form would send as it stands."""
        standing: dict[str, Any] = {}
        for name, value in form.form_values():
            standing.setdefault(name, []).append(value)
        return standing

    def _show(self, answer: Any, path: str) -> None:
        self.path = answer.redirect_chain[-1][0] if answer.redirect_chain else path
        assert answer.status_code in self.expected, (
            f"{answer.status_code} at {self.path}: {answer.content.decode()[:4000]}"
        )
        self.page = html.fromstring(answer.content)
