// What both explorers share: numbers, drawing, and the buttons Back, Step, Play and Reset.
// The build hands over what torch computed: each loss is a bowl, so its curvature and its lowest point give it exactly.
"use strict";
window.Explorers ??= (() => {
  const signed = (text) => text.replace("-", "−");
  const digits = (x, n = 4) => {
    if (Math.abs(x) < 1e5) return signed(String(Number(x.toPrecision(n))).replace("e-", "e−"));
    const [mantissa, power] = x.toExponential(1).split("e+");
    return signed(`${mantissa} × 10^${power}`);
  };
  const grouped = (count) => String(count).replace(/\B(?=(\d{3})+$)/g, ",");
  const count = (steps) => steps === 1 ? "1 step" : `${grouped(steps)} steps`;
  const fixed = (x) => Math.max(-9999, Math.min(9999, x)).toFixed(1);
  const within = (x, [low, high]) => Math.max(low, Math.min(high, x));

  const ticks = ([low, high], wanted = 5) => {
    const raw = (high - low) / wanted, unit = 10 ** Math.floor(Math.log10(raw));
    const step = [1, 2, 5, 10].find((m) => m * unit >= raw) * unit, first = Math.ceil(low / step);
    return [...Array(Math.floor(high / step) - first + 1).keys()].map((i) => Number(((first + i) * step).toPrecision(6)));
  };

  // A drawing with two axes, as wide as the page lets it be.
  class Panel {
    constructor(svg, xs, ys, [xName, yName], { height = 240, logarithmic = false } = {}) {
      const width = svg.clientWidth || 330, bottom = height - 40, yOf = logarithmic ? Math.log10 : (y) => y;
      Object.assign(this, { svg, width, height, bottom, xs, ys });
      this.x = (x) => 40 + (width - 50) * (x - xs[0]) / (xs[1] - xs[0]);
      this.y = (y) => bottom - (bottom - 20) * (yOf(y) - yOf(ys[0])) / (yOf(ys[1]) - yOf(ys[0]));
      const label = (v) => Math.abs(v) >= 1e6 ? v.toExponential(0).replace("e+", "e") : signed(grouped(v));
      const decades = () => ticks([yOf(ys[0]), yOf(ys[1])]).filter(Number.isInteger).map((power) => 10 ** power);
      this.frame = ticks(xs).map((v) => `<path class="grid" d="M${fixed(this.x(v))} 20V${bottom}"/>
          <text x="${fixed(this.x(v))}" y="${bottom + 15}" text-anchor="middle">${label(v)}</text>`).join("")
        + (logarithmic ? decades() : ticks(ys, bottom / 45)).map((v) => `<path class="grid" d="M40 ${fixed(this.y(v))}H${width - 10}"/>
          <text x="35" y="${fixed(this.y(v) + 4)}" text-anchor="end">${label(v)}</text>`).join("")
        + `<text x="${width - 10}" y="${bottom + 32}" text-anchor="end">${xName}</text><text x="4" y="11">${yName}</text>`;
    }
    line(points, style) {
      return `<path class="${style}" d="M${points.map(([x, y]) => `${fixed(this.x(x))} ${fixed(this.y(y))}`).join("L")}"/>`;
    }
    dot([x, y], style, r) { return `<circle class="${style}" cx="${fixed(this.x(x))}" cy="${fixed(this.y(y))}" r="${r}"/>`; }
    // The place of a click, or nothing outside the axes.
    place(event) {
      const box = this.svg.getBoundingClientRect(), scale = this.width / box.width;
      const right = ((event.clientX - box.left) * scale - 40) / (this.width - 50);
      const up = (this.bottom - (event.clientY - box.top) * scale) / (this.bottom - 20);
      if (right < 0 || right > 1 || up < 0 || up > 1) return null;
      return [this.xs[0] + right * (this.xs[1] - this.xs[0]), this.ys[0] + up * (this.ys[1] - this.ys[0])];
    }
    show(title, content) {
      const clip = `${this.svg.id}-clip`;
      this.svg.setAttribute("viewBox", `0 0 ${this.width} ${this.height}`);
      this.svg.setAttribute("aria-label", title);
      this.svg.innerHTML = `<clipPath id="${clip}"><rect x="40" y="20" width="${this.width - 50}" height="${this.bottom - 20}"/></clipPath>
        ${this.frame}<g clip-path="url(#${clip})">${content}</g>`;
    }
  }

  // One explorer on the page. A kind of explorer says what it shows; its state is a start, a learning rate and a count of steps.
  class Explorer {
    constructor(root, number) {
      this.root = root;
      this.data = JSON.parse(root.querySelector("script").textContent);
      this.id = (name) => `explorer-${number}-${name}`;
      root.insertAdjacentHTML("beforeend", this.html());
      this.state = this.initial();
      root.addEventListener("input", ({ target }) => this.change(this.chosen(target)));
      root.addEventListener("submit", (event) => event.preventDefault());
      root.addEventListener("click", ({ target }) => this[target.closest("[data-do]")?.dataset.do]?.());
      new ResizeObserver(() => this.show()).observe(root);
    }
    find(name) { return this.root.querySelector(`#${this.id(name)}`); }
    slider(name, text, marks = "") {
      return `<div class="field"><label for="${this.id(name)}">${text} <output id="${this.id(name)}-value"></output></label>
        <input type="range" id="${this.id(name)}" min="0" step="1">${marks}</div>`;
    }
    figure(names, caption) {
      const drawings = names.map((name) => `<svg id="${this.id(name)}" role="img"></svg>`).join("");
      return `<figure><div class="panels">${drawings}</div><figcaption>${caption}</figcaption></figure>`;
    }
    buttons() {
      const names = { back: "Back", step: "Step", play: "Play", reset: "Reset" };
      return `<div class="buttons">${Object.entries(names).map(([does, name]) =>
        `<button type="button" data-do="${does}">${name}</button>`).join("")}</div>`;
    }
    table(heads) {
      return `<details><summary>The numbers</summary><table><thead><tr>${heads.map((head) => `<th scope="col">${head}</th>`).join("")}
        </tr></thead><tbody></tbody></table></details>`;
    }

    // What the buttons do. A button that can do no more says so, and keeps the keyboard's place.
    step() { if (!this.over()) this.change({ steps: this.state.steps + 1 }); }
    back() { if (this.state.steps) this.change({ steps: this.state.steps - 1 }); }
    reset() { this.change(this.initial()); }
    play() {
      if (this.playing) return this.change({});
      if (this.over()) this.state.steps = 0;
      const advance = () => { this.state.steps = this.next(); this.limit(); };
      if (matchMedia("(prefers-reduced-motion: reduce)").matches) {
        this.playing = true;
        while (!this.over()) advance();
        return this.change({});
      }
      this.playing = setInterval(() => { advance(); this.over() ? this.change({}) : this.show(); }, this.pace);
      this.show();
    }
    change(changes) {
      clearInterval(this.playing);
      this.playing = null;
      Object.assign(this.state, changes);
      this.limit();
      this.show();
      clearTimeout(this.settling); // a screen reader hears where a drag or a run ends, not every place on its way
      this.settling = setTimeout(() => { this.say(); this.settled?.(); }, 200);
    }
    limit() {} // a kind whose runs end early counts no steps beyond
    say() { this.root.querySelector(".status").textContent = this.verdict(); }
    show() {
      for (const [name, { positions, said }] of Object.entries(this.sliders())) {
        const input = this.find(name), value = this.state[name];
        input.max = positions.length - 1;
        input.value = positions.reduce((best, v, i) => Math.abs(v - value) < Math.abs(positions[best] - value) ? i : best, 0);
        input.setAttribute("aria-valuetext", said(value));
        this.find(`${name}-value`).textContent = said(value).split(":")[0];
      }
      const button = (does) => this.root.querySelector(`[data-do=${does}]`);
      button("play").textContent = this.playing ? "Pause" : "Play";
      button("back").setAttribute("aria-disabled", String(!this.state.steps));
      button("step").setAttribute("aria-disabled", String(this.over()));
      this.draw();
    }
    position(target) {
      const name = target.id.split("-").pop();
      return { [name]: this.sliders()[name].positions[target.value] };
    }
    chosen(target) { return this.position(target); }
  }

  // The whole book on one page loads the scripts with each explorer; each explorer is made once.
  const start = (kind, Kind) => document.querySelectorAll(`.explorer.${kind}:not(:has(form))`).forEach((root) => {
    new Kind(root, document.querySelectorAll(".explorer form").length).say();
  });
  return { Explorer, Panel, count, digits, fixed, grouped, start, within };
})();
