// The large explorer: the valley over b and c, with the best a at each place, and the curve that the parameters draw.
"use strict";
(() => {
  const { Explorer, Panel, count, digits, fixed, grouped, start, within } = window.Explorers;
  const MANTISSAS = [1, 1.1, 1.2, 1.4, 1.6, 1.8, 2, 2.2, 2.5, 2.8, 3, 3.2, 3.5, 3.6, 4, 4.5, 5, 5.6, 6.3, 7, 8, 9];
  const LEVELS = [2, 3, 5, 10, 15, 20, 30, 50, 80];
  const MOST = 300000, HUGE = 1e12; // steps, and a parameter that nobody can draw
  const STEPS = [...Array(101).keys()];
  for (const power of [2, 3, 4, 5]) for (const m of [1.2, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10]) if (m * 10 ** power <= MOST) STEPS.push(m * 10 ** power);
  const ADDRESS = "#explorer:";

  const rates = ([low, high]) => {
    const all = [];
    for (let power = low; power < high; power++) for (const m of MANTISSAS) all.push(Number(`${m}e${power}`));
    return [...all, 10 ** high];
  };
  const tooLarge = (x) => Math.abs(x) > HUGE;
  const written = (rate) => rate < 1e-3 ? rate.toExponential() : String(rate);
  const times = (matrix, v) => matrix.map((row) => row.reduce((sum, x, i) => sum + x * v[i], 0));
  const minus = (u, v) => u.map((x, i) => x - v[i]);

  class Valley extends Explorer {
    pace = 100;

    html() {
      const radio = (value, text) => `<label><input type="radio" name="${this.id("time")}" value="${value}"> ${text}</label>`;
      return `<form class="controls" aria-label="Settings of the explorer">${this.buttons()}
          <fieldset><legend>Time:</legend>${radio("raw", "in seconds")}${radio("standardized", "standardized")}</fieldset>
          ${this.slider("rate", "Learning rate")}${this.slider("steps", "Steps")}</form>
        <p class="now"></p>
        ${this.figure(["map", "fit"], "The error for each b and c, with the best a: bluer is lower, the star is lowest, the arrow points downhill. Click to start somewhere else. And the data, with the curve at the start (dashed) and now.")}
        <p class="status" role="status"></p>
        <div class="controls">${this.slider("b", "Start: b")}${this.slider("c", "Start: c")}</div>
        ${this.figure(["loss"], "The RMSE by step, on a log scale. The dotted line is the lowest that any parabola can reach.")}
        ${this.table(["step", "a", "b", "c", "RMSE"])}`;
    }
    constructor(root, number) {
      super(root, number);
      this.find("map").addEventListener("click", (event) => {
        const place = this.map.place(event);
        if (place) this.change(this.from(...place));
      });
      addEventListener("hashchange", () => this.follow());
      this.follow();
    }
    initial(time = this.state?.time ?? "raw") {
      const [a, b, c] = this.data.start;
      return { time, rate: this.data.problems[time].rate, steps: 10, a, b, c };
    }
    get problem() { return this.data.problems[this.state.time]; }
    sliders() {
      const spread = ([low, high], now) => [...Array(101).keys()].map((k) => low + (high - low) * k / 100).concat(now).sort((x, y) => x - y);
      const [bs, cs] = this.problem.window, two = (x) => x.toFixed(2).replace("-", "−");
      return {
        rate: { positions: rates(this.problem.rates), said: written }, steps: { positions: STEPS, said: grouped },
        b: { positions: spread(bs, this.state.b), said: two }, c: { positions: spread(cs, this.state.c), said: two },
      };
    }
    chosen(target) {
      if (target.type === "radio") return this.initial(target.value);
      const chosen = this.position(target);
      return "b" in chosen || "c" in chosen ? this.from(chosen.b ?? this.state.b, chosen.c ?? this.state.c) : chosen;
    }
    // A start on the floor of the valley: b and c as chosen, and the best a for them.
    from(b, c) { return { a: this.bestA(b, c), b, c }; }

    // --- the state in the address, so that a link opens it -----------------------------------------------------
    settled() {
      const { time, rate, steps, a, b, c } = this.state, start = [a, b, c].map((x) => Number(x.toPrecision(6)));
      history.replaceState(null, "", `${ADDRESS}${new URLSearchParams({ time, lr: written(rate), steps, start })}`);
    }
    follow() {
      if (!location.hash.startsWith(ADDRESS)) return;
      const said = new URLSearchParams(location.hash.slice(ADDRESS.length)), number = (text) => text?.trim() ? Number(text) : NaN;
      const time = said.get("time") in this.data.problems ? said.get("time") : "raw";
      const state = this.initial(time), problem = this.data.problems[time], [low, high] = problem.rates.map((power) => 10 ** power);
      const [rate, steps] = [number(said.get("lr")), number(said.get("steps"))], place = (said.get("start") ?? "").split(",").map(number);
      if (Number.isFinite(rate)) state.rate = within(rate, [low, high]);
      if (Number.isFinite(steps)) state.steps = Math.round(within(steps, [0, MOST]));
      if (place.length === 3 && place.every(Number.isFinite))
        [state.a, state.b, state.c] = place.map((x, i) => within(x, [[-1e3, 1e3], ...problem.window][i]));
      Object.assign(this.state, state);
      this.limit();
      this.show();
      this.say();
      this.root.scrollIntoView();
    }

    // --- the arithmetic ---------------------------------------------------------------------------------------
    rmse(params) {
      const away = minus(params, this.problem.best), curved = times(this.problem.hessian, away);
      return Math.sqrt(this.problem.floor ** 2 + away.reduce((sum, x, i) => sum + x * curved[i], 0) / 2);
    }
    gradient(params) { return times(this.problem.hessian, minus(params, this.problem.best)); }
    bestA(b, c) {
      const { best, hessian: [[aa, ab, ac]] } = this.problem;
      return best[0] - (ab * (b - best[1]) + ac * (c - best[2])) / aa;
    }
    // Keeps every step of a short run, and of a long one some 300, the last two among them; ends where numbers get too large to draw.
    run() {
      const { rate, steps, a, b, c } = this.state, kept = [];
      let params = [a, b, c];
      for (let step = 0; step <= steps; step++) {
        const ends = params.some(tooLarge);
        if (ends || step > steps - 2 || step % Math.ceil(steps / 300) === 0 || step < 30) kept.push({ step, params, rmse: this.rmse(params) });
        if (ends) break;
        const gradient = this.gradient(params);
        params = params.map((x, i) => x - rate * gradient[i]);
      }
      return kept;
    }
    limit() { this.state.steps = this.run().at(-1).step; }
    next() { return STEPS.find((steps) => steps > this.state.steps) ?? MOST; }
    over() {
      const last = this.run().at(-1);
      return last.step >= MOST || last.params.some(tooLarge) || (Boolean(this.playing) && last.rmse - this.problem.floor < 0.001);
    }
    verdict() {
      const run = this.run(), { step, params, rmse } = run.at(-1), best = this.problem.floor;
      const where = `After ${count(step)} at learning rate ${written(this.state.rate)}, the RMSE is ${digits(rmse)}; the lowest possible is ${digits(best)}.`;
      const ended = params.some(tooLarge) ? " There the numbers get too large to draw, and the run ends." : "";
      return `${this.behavior(run, params, rmse)} ${where}${ended}`;
    }
    behavior(run, [a, b, c], rmse) {
      const pull = this.state.rate * this.problem.steepest; // a step leaves 1 − pull of the distance in the steepest direction
      const above = rmse - this.problem.floor, wall = this.problem.hessian[0][0] / 2 * (a - this.bestA(b, c)) ** 2;
      if (run.length < 2) return "Nothing has moved yet.";
      if (pull > 2) return "It diverges: every step overshoots farther than the one before.";
      if (above < 0.01) return "It has arrived at the lowest point.";
      if (above < 1) return "It is nearly there.";
      if (wall > 0.05 * (rmse ** 2 - this.problem.floor ** 2) && Math.abs(1 - pull) ** run.at(-1).step > 0.05)
        return pull > 1 ? "It bounces from one wall of the valley to the other, each time a little lower."
                        : "It is still coming down the wall of the valley.";
      return run.at(-2).rmse - rmse < 0.001 * rmse
        ? "It crawls along the valley: the error looks flat, and the lowest point is still far away."
        : "It has not arrived, and every step still helps.";
    }

    // --- the drawing ------------------------------------------------------------------------------------------
    draw() {
      const run = this.run(), last = run.at(-1), where = `after ${count(last.step)}, RMSE ${digits(last.rmse)}`;
      for (const radio of this.root.querySelectorAll("[type=radio]")) radio.checked = radio.value === this.state.time;
      this.root.dataset.time = this.state.time;
      this.root.querySelector(".now").innerHTML = `<b>RMSE ${digits(last.rmse)}</b> after ${count(last.step)}.
        Gradient (a, b, c): ${this.gradient(last.params).map((x) => digits(x, 3)).join(", ")}`;
      this.drawMap(run, where);
      this.drawFit(run, where);
      this.drawLoss(run, where);
      const shown = run.filter((_, i) => i < 11 || i === run.length - 1);
      this.root.querySelector("tbody").innerHTML = shown.map(({ step, params, rmse }) =>
        `<tr><th scope="row">${step}</th>${[...params, rmse].map((x) => `<td>${digits(x, 6)}</td>`).join("")}</tr>`).join("");
    }
    drawMap(run, where) {
      const panel = this.map = new Panel(this.find("map"), ...this.problem.window, ["b", "c"], { height: this.narrow ? 165 : 250 });
      const path = run.map(({ params: [, b, c] }) => [b, c]), [x, y] = [panel.x(this.problem.best[1]), panel.y(this.problem.best[2])];
      this.labeled = [[x, y]];
      panel.show(`The valley with the path ${where}`, LEVELS.map((level) => this.ring(panel, level)).reverse().join("")
        + panel.line(path, "path") + path.slice(0, 100).map((place) => panel.dot(place, "step", 2)).join("")
        + `<path class="best" d="M${fixed(x - 6)} ${fixed(y)}h12m-6-6v12m-4-10l8 8m0-8l-8 8"/>`
        + panel.dot(path[0], "start", 7) + this.arrow(panel, run.at(-1).params) + panel.dot(path.at(-1), "end", 5));
    }
    // A line of equal error over b and c, with the best a: an ellipse, by the Cholesky factor of what is left of the Hessian.
    ring(panel, level) {
      const { best, floor, hessian: [[aa, ab, ac], [, bb, bc], [, , cc]] } = this.problem;
      const [sbb, sbc, scc] = [bb - ab * ab / aa, bc - ab * ac / aa, cc - ac * ac / aa];
      const l11 = Math.sqrt(sbb), l21 = sbc / l11, l22 = Math.sqrt(scc - l21 * l21), r = Math.sqrt(2 * (level ** 2 - floor ** 2));
      const ring = [...Array(73).keys()].map((k) => {
        const c = r * Math.sin(k * Math.PI / 36) / l22;
        return [best[1] + (r * Math.cos(k * Math.PI / 36) - l21 * c) / l11, best[2] + c];
      });
      const room = ([x, y]) => x > 55 && x < panel.width - 25 && y > 30 && y < panel.bottom - 10
        && this.labeled.every(([left, top]) => Math.hypot(left - x, top - y) > 16);
      const place = ring.map(([b, c]) => [panel.x(b), panel.y(c)]).slice(18).find(room); // from the top on
      if (place) this.labeled.push(place);
      return panel.line(ring, "ring") + (place ? `<text x="${fixed(place[0])}" y="${fixed(place[1] + 4)}" text-anchor="middle">${level}</text>` : "");
    }
    // Downhill from where the parameters are, in the plane of the map; always as long, or nobody would see it on the floor.
    arrow(panel, params) {
      const [, b, c] = params, [, db, dc] = this.gradient(params);
      const dx = panel.x(b - db) - panel.x(b), dy = panel.y(c - dc) - panel.y(c), length = Math.hypot(dx, dy);
      if (!length) return "";
      const [x, y, ux, uy] = [panel.x(b), panel.y(c), dx / length, dy / length];
      const at = (along, aside) => `${fixed(x + along * ux - aside * uy)} ${fixed(y + along * uy + aside * ux)}`;
      return `<path class="arrow" d="M${at(8, 0)}L${at(36, 0)}M${at(29, -5)}L${at(36, 0)}L${at(29, 5)}"/>`;
    }
    drawFit(run, where) {
      const { inputs, span, name } = this.problem, now = ([a, b, c], x) => a * x * x + b * x + c;
      const panel = new Panel(this.find("fit"), span, [-60, 120], [name, "speed (km/h)"], { height: this.narrow ? 145 : 250 });
      const curve = (params) => [...Array(61).keys()].map((k) => span[0] + (span[1] - span[0]) * k / 60).map((x) => [x, now(params, x)]);
      panel.show(`The fit ${where}`, panel.line(curve(run[0].params), "start-curve")
        + inputs.map((x, i) => panel.line([[x, this.data.speed[i]], [x, now(run.at(-1).params, x)]], "error")).join("")
        + panel.line(curve(run.at(-1).params), "curve") + inputs.map((x, i) => panel.dot([x, this.data.speed[i]], "datum", 3.5)).join(""));
    }
    drawLoss(run, where) {
      const top = 10 ** Math.ceil(Math.log10(Math.max(100, ...run.map(({ rmse }) => rmse)))), end = Math.max(run.at(-1).step, 1);
      const panel = new Panel(this.find("loss"), [0, 1.02 * end], [1, top], ["step", "RMSE (km/h)"], { height: 220, logarithmic: true });
      const points = run.map(({ step, rmse }) => [step, rmse]);
      panel.show(`The RMSE by step, ${where}`, panel.line([[0, this.problem.floor], [end, this.problem.floor]], "floor")
        + panel.line(points, "path") + (run.length < 40 ? points.map((p) => panel.dot(p, "step", 2.5)).join("") : "")
        + panel.dot(points.at(-1), "end", 5));
    }
    get narrow() { return this.root.clientWidth < 480; }
  }

  start("valley", Valley);
})();
