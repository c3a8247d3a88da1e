"""The explorer, used as a reader uses it: its numbers are torch's, it says what happens, it works by keyboard."""

import pytest
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys

from solutions import gradient_descent as reference

pytest_plugins = ["book_site"]
pytestmark = [pytest.mark.slow, pytest.mark.browser]


class Explorer:
    """The explorer on the open page, used as a reader uses it."""

    def __init__(self, browser):
        self.browser = browser

    def one(self, selector):
        """Find the first such element in it."""
        return self.browser.find_element(By.CSS_SELECTOR, f".explorer {selector}")

    def slider(self, name):
        """Find a slider by the end of its id."""
        return self.one(f"[type=range][id$='-{name}']")

    def choose(self, setting):
        """Choose raw or standardised time."""
        self.one(f"[value={setting}]").click()

    def slide(self, name, value):
        """Move a slider to where it reads the value."""
        script = """const [slider, wanted] = arguments;
            for (let at = 0; at <= Number(slider.max); at++) {
              slider.value = at;
              slider.dispatchEvent(new Event("input", {bubbles: true}));
              if (parseFloat(slider.getAttribute("aria-valuetext").replace(/\\s/g, "")) === wanted) return true;
            }"""
        assert self.browser.execute_script(script, self.slider(name), value), f"{name} has no {value}"

    @property
    def status(self):
        """The sentence that a screen reader hears when the explorer has come to rest."""
        self.browser.execute_async_script("setTimeout(arguments[0], 300)")
        return self.one("[role=status]").text

    @property
    def last_row(self):
        """The numbers of the last step: a, b, c, RMSE."""
        script = "return [...arguments[0].querySelectorAll('tr:last-child td')].map((cell) => Number(cell.textContent))"
        return self.browser.execute_script(script, self.one("tbody"))


@pytest.fixture
def explorer(student, visit, browser):
    """The explorer of the chapter on the step, as it opens."""
    visit((student / "beyond.html").as_uri())
    return Explorer(browser)


def descend(setting, rate, steps):
    """Take the steps with torch's autograd in double precision; give a, b, c and the RMSE after the last."""
    time, speed = reference.time.double(), reference.speed.double()
    if setting == "standardised":
        time = (time - time.mean()) / time.std()
    params = reference.params.detach().double().requires_grad_()
    for _ in range(steps):
        reference.mse(reference.function(time, params), speed).backward()
        params.data -= rate * params.grad
        params.grad = None
    return [*params.tolist(), reference.mse(reference.function(time, params), speed).item() ** 0.5]


@pytest.mark.parametrize(
    ("setting", "rate", "steps"),
    [
        ("raw", 1e-5, 1),
        ("raw", 1e-5, 10),
        ("raw", 1e-7, 100),
        ("raw", 3.5e-5, 50),
        ("raw", 3.6e-5, 100),
        ("raw", 3.5e-5, 2000),
        ("standardised", 0.1, 87),
        ("standardised", 0.3, 27),
        ("standardised", 0.5, 10),
        ("standardised", 0.001, 1000),
    ],
)
def test_the_explorer_agrees_with_torch(setting, rate, steps, explorer):
    """Parameters and RMSE are torch's to the five digits and more that the explorer shows."""
    explorer.choose(setting)
    explorer.slide("rate", rate)
    explorer.slide("steps", steps)

    assert explorer.last_row == pytest.approx(descend(setting, rate, steps), rel=1e-5)


def test_the_explorer_opens_where_the_notebook_is(explorer):
    """At first it shows the notebook's ten steps, which end at 18.04."""
    assert "After 10 steps at learning rate 1.0e-5 the RMSE is 18.04;" in explorer.status


@pytest.mark.parametrize(
    ("setting", "rate", "steps", "words"),
    [
        ("raw", 1e-5, 0, "Nothing has moved"),
        ("raw", 1e-7, 10, "creeps"),
        ("raw", 1e-5, 10, "crawls along the valley"),
        ("raw", 3.2e-5, 10, "bounces"),
        ("raw", 3.5e-5, 300000, "still far"),
        ("raw", 3.6e-5, 10, "diverges"),
        ("standardised", 0.1, 30, "has not arrived"),
        ("standardised", 0.1, 100, "has arrived"),
        ("standardised", 0.5, 10, "diverges"),
    ],
)
def test_the_explorer_says_what_happens(setting, rate, steps, words, explorer):
    """The status line names the way that the descent behaves."""
    explorer.choose(setting)
    explorer.slide("rate", rate)
    explorer.slide("steps", steps)

    assert words in explorer.status


def test_the_explorer_works_by_keyboard(explorer):
    """Arrows move a slider, which says its value; the descent follows; Enter on the button goes back."""
    for _ in range(40):
        explorer.slider("rate").send_keys(Keys.ARROW_RIGHT)
    assert explorer.slider("rate").get_attribute("aria-valuetext") == explorer.one("output").text
    assert "diverges" in explorer.status

    explorer.one("[value=raw]").send_keys(Keys.ARROW_RIGHT)
    assert "learning rate 0.1" in explorer.status

    explorer.one("button").send_keys(Keys.ENTER)
    assert "18.04" in explorer.status


def test_the_start_can_be_dragged(explorer, browser):
    """The ring on the loss surface moves the start, and with it the sliders and the fit."""
    before = explorer.slider("a").get_attribute("aria-valuetext"), explorer.one(".curve").get_attribute("d")
    ring = explorer.one(".start")
    browser.execute_script("arguments[0].scrollIntoView({block: 'center'})", ring)
    box = ring.rect
    drag(browser, box["x"] + 8, box["y"] + 8, 40, 30)

    assert explorer.slider("a").get_attribute("aria-valuetext") != before[0]
    assert explorer.one(".curve").get_attribute("d") != before[1]


def drag(browser, x, y, right, down):
    """Press the mouse at a place of the page, move it and let go."""
    top = browser.execute_script("return scrollY")
    for kind, dx, dy in [("mousePressed", 0, 0), ("mouseMoved", right, down), ("mouseReleased", right, down)]:
        event = {"type": kind, "x": x + dx, "y": y - top + dy, "button": "left", "buttons": 1, "clickCount": 1}
        browser.execute_cdp_cmd("Input.dispatchMouseEvent", event)


def test_a_still_stands_for_the_explorer_without_scripts(student, visit, browser):
    """With scripts off the page shows a picture in the explorer's place."""
    browser.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": True})
    try:
        browser.get((student / "beyond.html").as_uri())
        root = browser.execute_cdp_cmd("DOM.getDocument", {})["root"]
        still = browser.execute_cdp_cmd(
            "DOM.querySelector", {"nodeId": root["nodeId"], "selector": ".explorer noscript svg"}
        )
        assert browser.execute_cdp_cmd("DOM.getBoxModel", still)["model"]["height"] > 100
    finally:
        browser.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": False})
