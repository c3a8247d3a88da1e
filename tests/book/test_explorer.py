"""The two explorers, used as a reader uses them: numbers as torch's, words for what happens, mouse and keyboard."""

import re

import pytest
import torch
from book_builds import EXTENSIONS
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys

from solutions import gradient_descent as reference

pytest_plugins = ["book_site"]
pytestmark = [pytest.mark.slow, pytest.mark.browser]


class Explorer:
    """The explorer on the open page, used as a reader uses it."""

    def __init__(self, browser):
        self.browser = browser

    @property
    def root(self):
        """All of it."""
        return self.browser.find_element(By.CSS_SELECTOR, ".explorer")

    def find(self, selector):
        """Find the first such element in it."""
        return self.root.find_element(By.CSS_SELECTOR, selector)

    def slider(self, name):
        """Find a slider by the end of its id."""
        return self.find(f"[type=range][id$='-{name}']")

    def press(self, button, times=1):
        """Press a button."""
        for _ in range(times):
            self.browser.execute_script("arguments[0].click()", self.find(f"[data-do={button}]"))

    def choose(self, setting):
        """Choose time in seconds or standardized time."""
        self.browser.execute_script("arguments[0].click()", self.find(f"[value={setting}]"))

    def slide(self, name, value):
        """Move a slider to where it reads the value."""
        script = """const [slider, wanted] = arguments;
            const read = (text) => parseFloat(text.replace(/[\\s,]/g, "").replace("−", "-"));
            for (let at = 0; at <= Number(slider.max); at++) {
              slider.value = at;
              slider.dispatchEvent(new Event("input", {bubbles: true}));
              if (read(slider.getAttribute("aria-valuetext")) === wanted) return true;
            }"""
        assert self.browser.execute_script(script, self.slider(name), value), f"{name} has no {value}"

    @property
    def status(self):
        """The sentence that a screen reader hears when the explorer has come to rest."""
        self.browser.execute_async_script("setTimeout(arguments[0], 300)")
        return self.find("[role=status]").text

    @property
    def last_row(self):
        """The numbers of the last step."""
        script = """return [...arguments[0].querySelectorAll("tr:last-child td")]
            .map((cell) => Number(cell.textContent.replaceAll("−", "-")))"""
        return self.browser.execute_script(script, self.find("tbody"))

    def place(self, style):
        """Where a dot is drawn."""
        dot = self.find(f"svg .{style}")
        return float(dot.get_attribute("cx")), float(dot.get_attribute("cy"))


@pytest.fixture
def valley(student, visit, browser):
    """The large explorer of the chapter beyond, as it opens."""
    visit((student / "beyond.html").as_uri())
    return Explorer(browser)


@pytest.fixture(params=["loss", "step"])
def weight(request, student, visit, browser):
    """The small explorer of two chapters, as it opens."""
    visit((student / f"{request.param}.html").as_uri())
    return Explorer(browser)


def descend(model, inputs, targets, start, rate, steps):
    """Take the steps with torch's autograd in double precision; give the parameters, and the loss after the last."""
    params = torch.tensor(start, dtype=torch.double, requires_grad=True)
    for _ in range(steps):
        reference.mse(model(inputs, params), targets).backward()
        params.data -= rate * params.grad
        params.grad = None
    return params.tolist(), reference.mse(model(inputs, params), targets).item()


def parabola(setting, rate, steps, start=None):
    """Fit the parabola; give a, b, c and the RMSE."""
    time, speed = reference.time.double(), reference.speed.double()
    if setting == "standardized":
        time = (time - time.mean()) / time.std()
    params, loss = descend(reference.function, time, speed, start or reference.params.tolist(), rate, steps)
    return [*params, loss**0.5]


@pytest.mark.parametrize(
    ("setting", "rate", "steps"),
    [
        ("raw", 1e-5, 1),
        ("raw", 1e-5, 10),
        ("raw", 1e-7, 100),
        ("raw", 3.5e-5, 50),
        ("raw", 3.6e-5, 100),
        ("raw", 3.5e-5, 2000),
        ("standardized", 0.1, 87),
        ("standardized", 0.3, 27),
        ("standardized", 0.5, 10),
        ("standardized", 0.001, 1000),
    ],
)
def test_the_valley_agrees_with_torch(setting, rate, steps, valley):
    """Parameters and RMSE are torch's to the five digits and more that the explorer shows."""
    valley.choose(setting)
    valley.slide("rate", rate)
    valley.slide("steps", steps)

    assert valley.last_row == pytest.approx(parabola(setting, rate, steps), rel=1e-5)


@pytest.mark.parametrize(
    ("rate", "start", "steps"), [(0.05, 1, 4), (0.107, 1, 1), (0.2, 0.4, 5), (0.22, 1, 9), (0.01, 3, 30)]
)
def test_the_weight_agrees_with_torch(rate, start, steps, weight):
    """Weight, loss and slope are torch's."""
    weight.slide("w", start)
    weight.slide("rate", rate)
    weight.press("step", steps)
    x, y = torch.tensor([1.0, 2.0, 3.0]).double(), torch.tensor([3.0, 4.0, 7.0]).double()
    w, loss = descend(lambda x, w: w * x, x, y, float(start), rate, steps)
    slope = (2 * (w * x - y) * x).mean().item()

    assert weight.last_row == pytest.approx([w, loss, slope], rel=1e-4)


def test_the_valley_opens_where_the_notebook_is(valley):
    """At first it shows the notebook's ten steps, which end at 18.04."""
    assert "After 10 steps at learning rate 1e-5, the RMSE is 18.04;" in valley.status


@pytest.mark.parametrize(
    ("setting", "rate", "steps", "words"),
    [
        ("raw", 1e-5, 0, "Nothing has moved"),
        ("raw", 1e-7, 10, "coming down the wall"),
        ("raw", 1e-5, 10, "crawls along the valley"),
        ("raw", 3.2e-5, 10, "bounces"),
        ("raw", 3.5e-5, 100000, "still far"),
        ("raw", 3.5e-5, 300000, "nearly there"),
        ("raw", 3.6e-5, 10, "diverges"),
        ("standardized", 0.1, 15, "has not arrived"),
        ("standardized", 0.1, 100, "has arrived"),
        ("standardized", 0.5, 10, "diverges"),
    ],
)
def test_the_valley_says_what_happens(setting, rate, steps, words, valley):
    """The status line names the way that the descent behaves."""
    valley.choose(setting)
    valley.slide("rate", rate)
    valley.slide("steps", steps)

    assert words in valley.status


@pytest.mark.parametrize(
    ("rate", "steps", "words"),
    [
        (0.05, 0, "not moved"),
        (0.0, 3, "stays where it is"),
        (0.01, 3, "creeps"),
        (0.05, 3, "rolls"),
        (0.2, 3, "bounces"),
        (0.22, 3, "diverges"),
        (0.107, 2, "lowest point"),
    ],
)
def test_the_weight_says_what_happens(rate, steps, words, weight):
    """The status line names the way that the ball behaves."""
    weight.slide("rate", rate)
    weight.press("step", steps)

    assert words in weight.status


def test_the_update_is_written_out(weight):
    """The line above the bowl is the next step in numbers, and Step takes it."""
    assert "w − lr · slope = 1 − 0.05 · (−12) = 1.6" in weight.find(".now").text
    weight.press("step")

    assert weight.last_row[0] == 1.6
    assert "= 1.6 − 0.05 · (−6.4) = 1.92" in weight.find(".now").text


def test_the_borders_are_marked(weight):
    """Both marks stand below their place on the slider, which says what they mean."""
    marks = [mark.text.split("\n") for mark in weight.browser.find_elements(By.CSS_SELECTOR, ".explorer .marks span")]
    assert marks == [["0.107", "1/λ"], ["0.214", "2/λ"]]
    weight.slide("rate", 0.107)

    assert "one step arrives" in weight.slider("rate").get_attribute("aria-valuetext")


def test_an_explorer_works_by_keyboard(valley):
    """Arrows move a slider, which says its value; Enter presses Step, Back and Reset, and the place is kept."""
    for _ in range(40):
        valley.slider("rate").send_keys(Keys.ARROW_RIGHT)
    assert valley.slider("rate").get_attribute("aria-valuetext") == valley.find("output").text
    assert "diverges" in valley.status

    valley.find("[data-do=reset]").send_keys(Keys.ENTER)
    valley.find("[data-do=step]").send_keys(Keys.ENTER, Keys.ENTER)
    assert "After 12 steps" in valley.status
    for _ in range(14):
        valley.find("[data-do=back]").send_keys(Keys.ENTER)
    assert "After 0 steps" in valley.status
    assert valley.browser.switch_to.active_element == valley.find("[data-do=back]")

    valley.find("[value=raw]").send_keys(Keys.ARROW_RIGHT)
    assert "learning rate 0.1" in valley.status


def test_play_runs_and_pauses(weight):
    """Play takes a step at a time until it is paused, or until it has arrived; then it starts again."""
    weight.press("play")
    assert weight.find("[data-do=play]").text == "Pause"
    weight.browser.execute_async_script("setTimeout(arguments[0], 1400)")
    weight.press("play")
    steps = re.search(r"After (\d+) steps", weight.status)

    assert weight.find("[data-do=play]").text == "Play"
    assert int(steps[1]) >= 2


def test_reduced_motion_goes_to_the_end_at_once(valley, browser):
    """Who wants no motion sees where the run ends, without its way."""
    features = [{"name": "prefers-reduced-motion", "value": "reduce"}]
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "screen", "features": features})
    valley.choose("standardized")
    valley.press("play")

    assert valley.find("[data-do=play]").text == "Play"
    assert "It has arrived" in valley.status


def test_a_click_on_the_map_sets_the_start(valley, browser):
    """The run starts where the click was, with the best a, and the sliders tell where."""
    valley.slide("steps", 0)
    surface = valley.find("[id$=-map]")
    browser.execute_script("arguments[0].scrollIntoView({block: 'center'})", surface)
    box = browser.execute_script("const box = arguments[0].getBoundingClientRect(); return [box.x, box.y]", surface)
    for kind in ("mousePressed", "mouseReleased"):
        event = {"type": kind, "x": box[0] + 150, "y": box[1] + 100, "button": "left", "buttons": 1, "clickCount": 1}
        browser.execute_cdp_cmd("Input.dispatchMouseEvent", event)

    a, b, c, _ = valley.last_row
    time, speed = reference.time.double(), reference.speed.double()
    best = ((speed - b * time - c) * time**2).sum() / (time**4).sum()
    assert valley.place("start") == pytest.approx((150, 100), abs=1)
    assert a == pytest.approx(best.item(), rel=1e-4)
    assert valley.slider("b").get_attribute("aria-valuetext").replace("−", "-") == f"{b:.2f}"


def test_the_arrow_points_where_the_next_step_goes(valley):
    """The arrow and the step that follows have one direction on the map."""
    valley.choose("standardized")
    x, y = valley.place("end")
    head = re.match(r"M([\d.-]+) ([\d.-]+)L([\d.-]+) ([\d.-]+)", valley.find("svg .arrow").get_attribute("d")).groups()
    valley.press("step")
    next_x, next_y = valley.place("end")

    arrow, step = (
        complex(float(head[2]) - float(head[0]), float(head[3]) - float(head[1])),
        complex(next_x - x, next_y - y),
    )
    assert (arrow / abs(arrow) * (step / abs(step)).conjugate()).real > 0.9


def test_a_link_opens_a_state(student, visit, browser, valley):
    """What is set is in the address; the address opened again shows the same, at the explorer."""
    valley.choose("standardized")
    valley.slide("rate", 0.3)
    valley.slide("b", 20.0)
    before = valley.status
    address = browser.current_url
    assert "#explorer:time=standardized&lr=0.3" in address

    visit(address)
    assert Explorer(browser).status == before
    assert 0 <= browser.execute_script("return document.querySelector('.explorer').getBoundingClientRect().top") < 200


@pytest.mark.parametrize(
    "state", ["", "lr=&steps=&start=", "time=x&lr=NaN&steps=1e999&start=1,2", "lr=-1&steps=-5&start=1e99,-1e99,x"]
)
def test_a_broken_link_opens_the_explorer(state, student, visit, browser):
    """What makes no sense in an address is left out."""
    seen = visit((student / "beyond.html").as_uri() + "#explorer:" + state)

    assert seen.console == []
    assert "NaN" not in browser.execute_script("return document.querySelector('.explorer').innerHTML")


@pytest.mark.parametrize("setting", ["raw", "standardized"])
def test_no_setting_leaves_the_numbers(setting, valley):
    """At the ends of every slider each number and each drawing is made of numbers, and Back goes back."""
    valley.choose(setting)
    ends = """const [root] = arguments, found = [];
        const sliders = [...root.querySelectorAll("[type=range]")];
        for (let ends = 0; ends < 2 ** sliders.length; ends++) {
          sliders.forEach((slider, i) => {
            slider.value = ends >> i & 1 ? slider.max : 0;
            slider.dispatchEvent(new Event("input", {bubbles: true}));
          });
          if (/NaN|Infinity|undefined/.test(root.innerHTML)) found.push(ends);
        }
        return found;"""
    assert valley.browser.execute_script(ends, valley.root) == []
    before = valley.find(".now").text
    valley.press("back")

    assert valley.find(".now").text != before


@pytest.mark.parametrize("page", ["loss", "step", "beyond"])
def test_settings_and_curve_share_a_phone(page, student, visit, browser):
    """On a screen of 360 by 640 pixels, below the book's bar, buttons, sliders and drawings are seen at once."""
    visit((student / f"{page}.html").as_uri(), width=360)
    heights = """const explorer = document.querySelector(".explorer"), box = (e) => e.getBoundingClientRect();
        return [box(explorer.querySelector(".panels")).bottom - box(explorer.querySelector(".controls")).top,
                box(document.querySelector(".bd-header-article")).height]"""
    explorer, bar = browser.execute_script(heights)

    assert explorer <= 640 - bar


def test_a_way_has_one_color_in_the_whole_book():
    """The style sheet's colors are those of the pictures, in both themes."""
    palette = (EXTENSIONS / "palette.py").read_text()
    style = (EXTENSIONS.parent / "_assets" / "book.css").read_text()
    light, dark = (re.search(rule + r" \{([^}]*)\}", style)[1] for rule in (":root", r'html\[data-theme="dark"\]'))

    for name in ("ink", "grid", "blue", "orange", "green", "gold"):
        on_white, on_dark = re.search(rf'"{name}": \("(#\w+)", "(#\w+)"\)', palette).groups()
        assert f"--book-{name}: {on_white};" in light
        assert f"--book-{name}: {on_dark};" in dark


@pytest.mark.parametrize("page", ["step", "beyond"])
def test_a_still_stands_for_the_explorer_without_scripts(page, student, visit, browser):
    """With scripts off the page shows a picture in the explorer's place."""
    browser.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": True})
    try:
        browser.get((student / f"{page}.html").as_uri())
        root = browser.execute_cdp_cmd("DOM.getDocument", {})["root"]
        still = {"nodeId": root["nodeId"], "selector": ".explorer noscript svg"}
        model = browser.execute_cdp_cmd("DOM.getBoxModel", browser.execute_cdp_cmd("DOM.querySelector", still))
        assert model["model"]["height"] > 100
    finally:
        browser.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": False})
