// The learning-rate explorer: draws the fit, the path on the loss surface and the loss, again at every input.
// The build hands over, from the references in torch: the data, and for raw and standardised time the loss's
// Hessian, its lowest point and its floor. The loss is a paraboloid, so these give it exactly everywhere.
"use strict";
(() => {
  const MANTISSAS = [1, 1.1, 1.2, 1.4, 1.6, 1.8, 2, 2.2, 2.5, 2.8, 3, 3.2, 3.5, 3.6, 4, 4.5, 5, 5.6, 6.3, 7, 8, 9];
  const LEVELS = [2, 3, 5, 8, 12, 18, 21, 25, 30, 40, 55, 75, 100, 140, 200, 300, 450, 700, 1000];
  const STEPS = [...Array(101).keys()];
  for (const power of [2, 3, 4, 5]) for (const m of [1.2, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10]) STEPS.push(m * 10 ** power);
  STEPS.splice(STEPS.indexOf(300000) + 1);

  const rates = ([low, high]) => {
    const all = [];
    for (let power = low; power < high; power++) for (const m of MANTISSAS) all.push(Number(`${m}e${power}`));
    return [...all, 10 ** high];
  };

  // --- the arithmetic ---------------------------------------------------------------------------------------
  const times = (matrix, v) => matrix.map((row) => row.reduce((sum, x, i) => sum + x * v[i], 0));
  const minus = (u, v) => u.map((x, i) => x - v[i]);
  const rmse = (problem, params) => {
    const away = minus(params, problem.best);
    const curved = times(problem.hessian, away);
    return Math.sqrt(problem.floor ** 2 + away.reduce((sum, x, i) => sum + x * curved[i], 0) / 2);
  };

  // Keeps every step of a short run, and of a long one some 300, the last two among them.
  function descend(problem, start, rate, steps) {
    const kept = [];
    let params = start;
    for (let step = 0; step <= steps; step++) {
      if (step > steps - 2 || step % Math.ceil(steps / 300) === 0 || step < 30)
        kept.push({ step, params, rmse: rmse(problem, params) });
      const gradient = times(problem.hessian, minus(params, problem.best));
      params = params.map((x, i) => x - rate * gradient[i]);
    }
    return kept;
  }

  function verdict(problem, rate, run) {
    const [before, last] = [run.at(-2), run.at(-1)];
    const pull = rate * problem.steepest; // each step leaves |1 − pull| of the way to the valley's floor
    if (!before) return "Nothing has moved yet.";
    if (pull > 2) return "It diverges: every step overshoots further than the one before.";
    if (last.rmse < 1.005 * problem.floor) return "It has arrived at the bottom.";
    if (Math.abs(1 - pull) ** last.step > 0.05)
      return pull > 1 ? "It bounces from one wall of the valley to the other, each time a little lower."
                      : "It creeps down the wall of the valley: the steps are small.";
    return before.rmse - last.rmse < 0.001 * last.rmse
      ? "It crawls along the valley: the loss looks flat, and the bottom is still far away."
      : "It has not arrived, and every step still helps.";
  }

  // --- numbers and drawing ----------------------------------------------------------------------------------
  const digits = (x, n = 4) => !Number.isFinite(x) ? "beyond all numbers"
    : Math.abs(x) >= 1e5 ? x.toExponential(1).replace("e+", " × 10^") : Number(x.toPrecision(n)).toString();
  const written = (rate) => rate < 1e-3 ? rate.toExponential(1) : String(rate);
  const grouped = (count) => String(count).replace(/\B(?=(\d{3})+$)/g, "\u202f");
  const fixed = (x) => Math.max(-9999, Math.min(9999, x)).toFixed(1);

  const ticks = ([low, high]) => {
    const raw = (high - low) / 5, unit = 10 ** Math.floor(Math.log10(raw));
    const step = [1, 2, 5, 10].find((m) => m * unit >= raw) * unit;
    const first = Math.ceil(low / step);
    return [...Array(Math.floor(high / step) - first + 1).keys()].map((i) => Number(((first + i) * step).toPrecision(6)));
  };

  class Panel {
    constructor(svg, xs, ys, [xName, yName], logarithmic = false) {
      Object.assign(this, { svg, width: svg.clientWidth || 330, height: 250 });
      const yOf = logarithmic ? Math.log10 : (y) => y;
      this.x = (x) => 40 + (this.width - 50) * (x - xs[0]) / (xs[1] - xs[0]);
      this.y = (y) => 210 - 190 * (yOf(y) - yOf(ys[0])) / (yOf(ys[1]) - yOf(ys[0]));
      this.xBack = (px) => xs[0] + (px - 40) * (xs[1] - xs[0]) / (this.width - 50);
      this.yBack = (py) => ys[0] + (210 - py) * (ys[1] - ys[0]) / 190;
      const decades = () => ticks([yOf(ys[0]), yOf(ys[1])]).filter(Number.isInteger).map((power) => 10 ** power);
      const label = (v) => Math.abs(v) >= 1e6 ? v.toExponential(0).replace("e+", "e") : grouped(v).replace("-", "−");
      this.frame = ticks(xs).map((v) => `<path class="grid" d="M${fixed(this.x(v))} 20V210"/>
          <text x="${fixed(this.x(v))}" y="225" text-anchor="middle">${label(v)}</text>`).join("")
        + (logarithmic ? decades() : ticks(ys)).map((v) => `<path class="grid" d="M40 ${fixed(this.y(v))}H${this.width - 10}"/>
          <text x="35" y="${fixed(this.y(v) + 4)}" text-anchor="end">${label(v)}</text>`).join("")
        + `<text x="${this.width - 10}" y="243" text-anchor="end" class="name">${xName}</text>
           <text x="4" y="9" class="name">${yName}</text>`;
    }
    at(x, y) { return `${fixed(this.x(x))} ${fixed(this.y(y))}`; }
    line(points, style) { return `<path class="${style}" d="M${points.map(([x, y]) => this.at(x, y)).join("L")}"/>`; }
    dot([x, y], style, r) { return `<circle class="${style}" cx="${fixed(this.x(x))}" cy="${fixed(this.y(y))}" r="${r}"/>`; }
    show(title, content) {
      this.svg.setAttribute("viewBox", `0 0 ${this.width} ${this.height}`);
      this.svg.setAttribute("aria-label", title);
      const clip = `${this.svg.id}-clip`;
      this.svg.innerHTML = `<clipPath id="${clip}"><rect x="40" y="20" width="${this.width - 50}" height="190"/></clipPath>
        ${this.frame}<g clip-path="url(#${clip})">${content}</g>`;
    }
  }

  // The loss over (a, b) where c is held: its contour is the ellipse ½ dᵀHd = height, by H's Cholesky factor.
  function contour([[haa, hab, hac], [, hbb, hbc]], [a, b, c], held, floor, hcc) {
    const det = haa * hbb - hab * hab, up = held - c;
    const shift = [(hbb * hac - hab * hbc) / det, (haa * hbc - hab * hac) / det];
    const lowest = floor ** 2 + (hcc - hac * shift[0] - hbc * shift[1]) * up * up / 2;
    const [l11, l21] = [Math.sqrt(haa), hab / Math.sqrt(haa)], l22 = Math.sqrt(hbb - l21 * l21);
    return (level) => level ** 2 <= lowest ? null : [...Array(73).keys()].map((k) => {
      const r = Math.sqrt(2 * (level ** 2 - lowest)), y = r * Math.sin(k * Math.PI / 36) / l22;
      return [a - shift[0] * up + (r * Math.cos(k * Math.PI / 36) - l21 * y) / l11, b - shift[1] * up + y];
    });
  }

  // --- one explorer on the page -----------------------------------------------------------------------------
  function explore(root, number) {
    const data = JSON.parse(root.querySelector("script").textContent);
    const id = (name) => `explorer-${number}-${name}`;
    const slider = (name, text) => `<label for="${id(name)}">${text} <output id="${id(name)}-value"></output></label>
      <input type="range" id="${id(name)}" min="0" step="1">`;
    const drawing = (name, caption) => `<figure><svg id="${id(name)}" role="img"></svg><figcaption>${caption}</figcaption></figure>`;
    root.insertAdjacentHTML("beforeend", `
      <form class="controls" aria-label="Settings of the explorer">
        <fieldset><legend>Time is</legend>
          <label><input type="radio" name="${id("time")}" value="raw"> raw, 0 to 19 s</label>
          <label><input type="radio" name="${id("time")}" value="standardised"> standardised</label></fieldset>
        <div>${slider("rate", "Learning rate")}</div><div>${slider("steps", "Steps")}</div>
        <div>${slider("a", "Start: a")}</div><div>${slider("b", "Start: b")}</div>
        <button type="reset">Back to the notebook's settings</button>
      </form>
      <p class="status" role="status"></p>
      <div class="panels">
        ${drawing("fit", "The data, the curve at the start (dashed) and now.")}
        ${drawing("surface", "The loss for each a and b, c as it is now: bluer is lower. Drag the ring to start elsewhere; the cross is the lowest point of all.")}
        ${drawing("loss", "RMSE by step, on a log scale; the dashed line is the lowest that any parabola can reach.")}
      </div>
      <details><summary>The numbers</summary><table><thead><tr><th scope="col">step</th><th scope="col">a</th>
        <th scope="col">b</th><th scope="col">c</th><th scope="col">RMSE</th></tr></thead><tbody></tbody></table></details>`);
    const find = (name) => root.querySelector(`#${id(name)}`);
    const radios = [...root.querySelectorAll("[type=radio]")];
    let state, problem, speaking;

    function choose(time) {
      problem = data.problems[time];
      const [a, b] = data.start;
      state = { time, rate: problem.rate, steps: 10, a, b };
    }

    // Sliders count positions; these say what a position means, and which position is nearest to a value.
    const scale = {
      rate: () => rates(problem.rates), steps: () => STEPS,
      a: () => spread(problem.window[0], data.start[0]), b: () => spread(problem.window[1], data.start[1]),
    };
    const spread = ([low, high], start) =>
      [...Array(101).keys()].map((k) => low + (high - low) * k / 100).concat(start).sort((x, y) => x - y);
    const nearest = (values, x) => values.reduce((best, v, i) => Math.abs(v - x) < Math.abs(values[best] - x) ? i : best, 0);

    function showControls() {
      for (const radio of radios) radio.checked = radio.value === state.time;
      for (const [name, values] of Object.entries(scale)) {
        const input = find(name);
        const said = { rate: written, steps: grouped }[name]?.(state[name]) ?? state[name].toFixed(2).replace("-", "−");
        input.max = values().length - 1;
        input.value = nearest(values(), state[name]);
        input.setAttribute("aria-valuetext", name === "steps" ? `${said} steps` : said);
        find(`${name}-value`).textContent = said;
      }
    }

    function draw() {
      const run = descend(problem, [state.a, state.b, data.start[2]], state.rate, state.steps);
      const last = run.at(-1), where = `after ${grouped(state.steps)} steps, RMSE ${digits(last.rmse)}`;
      drawFit(run, where); drawSurface(run, where); drawLoss(run, where);
      const shown = run.filter((_, i) => i < 11 || i === run.length - 1);
      root.querySelector("tbody").innerHTML = shown.map(({ step, params, rmse }) =>
        `<tr><th scope="row">${step}</th>${[...params, rmse].map((x) => `<td>${digits(x, 6)}</td>`).join("")}</tr>`).join("");
      const words = `${verdict(problem, state.rate, run)} After ${grouped(state.steps)} steps at learning rate `
        + `${written(state.rate)} the RMSE is ${digits(last.rmse)}; the lowest possible is ${digits(problem.floor)}.`;
      clearTimeout(speaking); // a screen reader hears where the drag ends, not every place on its way
      speaking = setTimeout(() => { root.querySelector(".status").textContent = words; }, 200);
    }

    function drawFit(run, where) {
      const xs = problem.inputs, panel = new Panel(find("fit"), problem.span, [-60, 120], [problem.name, "speed (km/h)"]);
      const curve = ([a, b, c]) => [...Array(61).keys()].map((k) => problem.span[0] + (problem.span[1] - problem.span[0]) * k / 60)
        .map((x) => [x, a * x * x + b * x + c]);
      const params = run.at(-1).params, now = ([a, b, c], x) => a * x * x + b * x + c;
      panel.show(`The fit ${where}`, panel.line(curve(run[0].params), "start-curve")
        + xs.map((x, i) => panel.line([[x, data.speed[i]], [x, now(params, x)]], "error")).join("")
        + panel.line(curve(params), "curve") + xs.map((x, i) => panel.dot([x, data.speed[i]], "datum", 3.5)).join(""));
    }

    function drawSurface(run, where) {
      const panel = state.panel = new Panel(find("surface"), ...problem.window, ["a", "b"]);
      const [a, b, c] = run.at(-1).params, inView = Number.isFinite(c) && Math.abs(c) < 1e6 ? c : data.start[2];
      const at = contour(problem.hessian, problem.best, inView, problem.floor, problem.hessian[2][2]);
      const rings = LEVELS.map(at).filter(Boolean).reverse().map((ring) => panel.line(ring, "ring"));
      const path = run.filter(({ params }) => params.every((x) => Math.abs(x) < 1e6)).map(({ params }) => params);
      const [bestX, bestY] = [panel.x(problem.best[0]), panel.y(problem.best[1])];
      panel.show(`The path on the loss surface ${where}`, rings.join("") + panel.line(path, "path")
        + path.slice(0, 100).map((params) => panel.dot(params, "step", 2)).join("")
        + `<path class="best" d="M${fixed(bestX - 5)} ${fixed(bestY)}h10m-5-5v10"/>`
        + panel.dot(run[0].params, "start", 8) + panel.dot([a, b], "end", 5));
    }

    function drawLoss(run, where) {
      const highest = Math.max(...run.map(({ rmse }) => rmse).filter(Number.isFinite));
      const top = 10 ** Math.ceil(Math.log10(Math.max(100, Math.min(highest, 1e12))));
      const panel = new Panel(find("loss"), [0, Math.max(state.steps, 1)], [1, top], ["step", "RMSE (km/h)"], true);
      const points = run.map(({ step, rmse }) => [step, Math.min(rmse, 1e15)]);
      panel.show(`The RMSE by step, ${where}`, panel.line([[0, problem.floor], [state.steps || 1, problem.floor]], "floor")
        + panel.line(points, "path") + (run.length < 40 ? points.map((p) => panel.dot(p, "step", 2.5)).join("") : "")
        + panel.dot(points.at(-1), "end", 5));
    }

    const update = (changes) => { Object.assign(state, changes); showControls(); draw(); };
    root.addEventListener("input", ({ target }) => {
      if (target.type === "radio") { choose(target.value); update({}); }
      else { const name = target.id.split("-").pop(); update({ [name]: scale[name]()[target.value] }); }
    });
    root.addEventListener("reset", (event) => { event.preventDefault(); choose(root.dataset.time); update({}); });
    root.addEventListener("submit", (event) => event.preventDefault());
    const surface = find("surface");
    surface.addEventListener("pointerdown", (event) => {
      if (!event.target.matches(".start")) return;
      surface.setPointerCapture(event.pointerId);
      event.preventDefault();
    });
    surface.addEventListener("pointermove", (event) => {
      if (!surface.hasPointerCapture(event.pointerId)) return;
      const box = surface.getBoundingClientRect(), [[aLow, aHigh], [bLow, bHigh]] = problem.window;
      const a = state.panel.xBack((event.clientX - box.left) * state.panel.width / box.width);
      const b = state.panel.yBack((event.clientY - box.top) * state.panel.height / box.height);
      update({ a: Math.max(aLow, Math.min(aHigh, a)), b: Math.max(bLow, Math.min(bHigh, b)) });
    });
    choose(root.dataset.time);
    showControls();
    new ResizeObserver(draw).observe(root);
  }

  // The whole book on one page loads this script with each explorer; the first run serves them all.
  document.querySelectorAll(".explorer:not(:has(form))").forEach(explore);
})();
