// The small explorer: one weight, a ball on the bowl of its loss. Each step is the update that is written above it.
"use strict";
(() => {
  const { Explorer, Panel, count, digits, start } = window.Explorers;
  const MOST = 100, FAR = 1e6; // steps, and a distance at which nobody looks any more
  const range = (low, high, step) => [...Array(Math.round((high - low) / step) + 1).keys()].map((k) => Number((low + k * step).toFixed(4)));

  class Weight extends Explorer {
    pace = 500;

    html() {
      const [low, high] = [0, this.data.rates.at(-1)];
      const marks = this.data.marks.map(({ at, name }) =>
        `<span style="--at:${(at - low) / (high - low)}">${at.toFixed(3)}<br>${name}</span>`).join("");
      return `<form class="controls" aria-label="Settings of the explorer">${this.buttons()}
          ${this.slider("rate", "Learning rate", `<div class="marks" aria-hidden="true">${marks}</div>`)}
          ${this.slider("w", "Start: w")}</form>
        <p class="now"></p>
        ${this.figure(["bowl", "fit"], "The loss for each weight: the ball is where the weight is now, the dashed line is the slope there. And the three points with the predictions and their errors.")}
        <p class="status" role="status"></p>${this.table(["step", "w", "loss", "slope"])}`;
    }
    initial() { return { rate: this.data.rate, w: this.data.start, steps: 0 }; }
    sliders() {
      const meaning = ({ at, meaning }) => Math.abs(at - this.state.rate) < 0.0005 ? `: ${meaning}` : "";
      return {
        rate: { positions: range(0, this.data.rates.at(-1), 0.001), said: (rate) => rate.toFixed(3) + this.data.marks.map(meaning).join("") },
        w: { positions: range(...this.data.window, 0.05), said: (w) => digits(w) },
      };
    }
    chosen(target) { const chosen = this.position(target); return "w" in chosen ? { ...chosen, steps: 0 } : chosen; }

    // --- the arithmetic -------------------------------------------------------------------------------------
    loss(w) { return this.data.floor + this.data.curvature / 2 * (w - this.data.best) ** 2; }
    slope(w) { return this.data.curvature * (w - this.data.best); }
    way() {
      const way = [this.state.w];
      while (way.length <= this.state.steps) way.push(way.at(-1) - this.state.rate * this.slope(way.at(-1)));
      return way;
    }
    next() { return this.state.steps + 1; }
    over() {
      const now = this.way().at(-1), stays = this.playing && !this.state.rate;
      return this.state.steps >= MOST || Math.abs(now - this.data.best) > FAR
        || stays || (this.state.steps > 0 && Math.abs(now - this.data.best) < 0.0005);
    }
    verdict() {
      const { steps, rate } = this.state, left = 1 - rate * this.data.curvature, now = this.way().at(-1);
      const factor = `Each step leaves ${digits(left, 3)} of the distance`;
      const words = () => {
        if (Math.abs(now - this.data.best) < 0.005) return "The ball is at the lowest point: the slope is 0, or nearly.";
        if (!steps) return "The ball has not moved yet.";
        if (!rate) return "With a learning rate of 0, the ball stays where it is.";
        if (left < -1) return `It diverges. ${factor}: it jumps across, and lands farther away than before.`;
        if (left < 0) return `It bounces. ${factor}: it jumps across, and lands closer than before.`;
        return left > 0.85 ? `It creeps. ${factor}.` : `It rolls down. ${factor}.`;
      };
      return `${words()} After ${count(steps)}, w is ${digits(now)} and the loss is ${digits(this.loss(now))}.`;
    }

    // --- the drawing ----------------------------------------------------------------------------------------
    draw() {
      const way = this.way(), now = way.at(-1), slope = this.slope(now), lr = Number(this.state.rate.toFixed(3));
      const brackets = (text) => text.startsWith("−") ? `(${text})` : text;
      this.root.querySelector(".now").innerHTML = `<b>w − lr · slope</b> = ${digits(now)} − ${lr} · ${brackets(digits(slope))}
        = <b>${digits(now - lr * slope)}</b>`;
      this.drawBowl(way, now, slope);
      this.drawFit(now);
      this.root.querySelector("tbody").innerHTML = way.map((w, step) =>
        `<tr><th scope="row">${step}</th>${[w, this.loss(w), this.slope(w)].map((x) => `<td>${digits(x, 6)}</td>`).join("")}</tr>`).join("");
    }
    drawBowl(way, now, slope) {
      const [low, high] = this.data.window, panel = new Panel(this.find("bowl"), [low, high], [0, 27], ["weight w", "loss"], this.size);
      const at = (w) => [w, this.loss(w)], bowl = [...Array(81).keys()].map((k) => at(low + (high - low) * k / 80));
      const reach = 1.5 / Math.hypot(1, slope / 6);
      panel.show(`The ball at w = ${digits(now)}: the loss is ${digits(this.loss(now))}, the slope ${digits(slope)}`,
        panel.line(bowl, "bowl") + panel.line(way.map(at), "jumps") + way.map((w) => panel.dot(at(w), "step", 3)).join("")
        + panel.line([-reach, reach].map((x) => [now + x, this.loss(now) + slope * x]), "tangent") + panel.dot(at(now), "ball", 8));
    }
    drawFit(now) {
      const { x, y } = this.data, panel = new Panel(this.find("fit"), [0, 3.4], [-1, 11], ["x", "y"], this.size);
      panel.show(`The predictions for w = ${digits(now)}`,
        x.map((at, i) => panel.line([[at, now * at], [at, y[i]]], "error")).join("") + panel.line([[0, 0], [3.4, 3.4 * now]], "curve")
        + x.map((at, i) => panel.dot([at, y[i]], "datum", 4.5)).join(""));
    }
    get size() { return { height: this.root.clientWidth < 420 ? 165 : 240 }; }
  }

  start("weight", Weight);
})();
