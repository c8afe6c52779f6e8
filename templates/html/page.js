// Symbols light wherever they stand: in formulas, in the schematic, in the nomenclature.
let lit = null, pinned = null;
const light = key => {
  if (key === lit) return;
  document.querySelectorAll(".lit").forEach(x => x.classList.remove("lit"));
  if (key) document.querySelectorAll(`[data-s="${CSS.escape(key)}"]`).forEach(x => x.classList.add("lit"));
  lit = key;
};
const hover = e => {
  const at = e.target.closest?.("[data-s], dt button, .knob");
  const marked = at?.closest("[data-s]") ?? at?.querySelector("[data-s]");
  light(marked ? marked.getAttribute("data-s") : pinned);
};
addEventListener("pointerover", hover);
addEventListener("focusin", hover);
addEventListener("focusout", () => light(pinned));
const buttons = [...document.querySelectorAll("article dt")].filter(t => t.querySelector("[data-s]")).map(term => {
  const button = document.createElement("button");
  button.type = "button";
  button.setAttribute("aria-pressed", "false");
  button.append(...term.childNodes);
  term.append(button);
  return button;
});
const keyOf = button => button.querySelector("[data-s]").getAttribute("data-s");
const pin = key => {
  pinned = key;
  buttons.forEach(b => b.setAttribute("aria-pressed", String(key !== null && keyOf(b) === key)));
  light(key);
};
buttons.forEach(b => b.addEventListener("click", () => pin(pinned === keyOf(b) ? null : keyOf(b))));
addEventListener("keydown", e => { if (e.key === "Escape" && pinned) pin(null); });

// Steps fold; on paper, and where a link leads into one, they are open.
const steps = [...document.querySelectorAll("details.step")];
const tools = document.querySelector(".tools");
if (tools && steps.length) {
  const fold = tools.querySelector("button");
  const name = () => { fold.textContent = steps.some(s => s.open) ? "Fold all steps" : "Unfold all steps"; };
  fold.addEventListener("click", () => { const open = !steps.some(s => s.open); steps.forEach(s => { s.open = open; }); });
  steps.forEach(s => s.addEventListener("toggle", name));
  tools.hidden = false;
}
let folded = [];
addEventListener("beforeprint", () => { folded = steps.filter(s => !s.open); folded.forEach(s => { s.open = true; }); });
addEventListener("afterprint", () => folded.forEach(s => { s.open = false; }));
const reveal = () => {
  const step = location.hash && document.getElementById(location.hash.slice(1))?.closest("details.step");
  if (step) step.open = true;
};
addEventListener("hashchange", reveal);
reveal();

// The sliders of one example: the engine's formulas, at the reader's values.
const DECADES = 2, FINE = 100, TWO_PI = [6.283185307179586, 2.4492935982947064e-16];
const play = (anchor, { unit, waves, parameters, value, ideal, shares, swept }) => {
  const form = document.getElementById(`${anchor}-live`), knobs = [...form.querySelectorAll(".knob")];
  const field = waves ? complex : real;
  const start = parameters.map(([, number]) => number), now = [...start];
  const outputs = Object.fromEntries([...form.querySelectorAll("output")].map(o => [o.dataset.out, o]));
  const printed = Object.fromEntries(Object.entries(outputs).map(([k, o]) => [k, o.textContent]));
  const status = form.querySelector(".status");
  const figure = swept === null ? null : form.querySelector("figure");
  const follow = figure && chart(figure);
  const moved = () => now.some((x, k) => x !== start[k]);

  const point = numbers => {
    const p = numbers.map(field.num);
    if (waves) p[p.length - 1] = [[0, 0], times(numbers[numbers.length - 1], TWO_PI)];
    return f => waves ? magnitude(f(field, p)) : f(field, p);
  };
  const results = () => {
    const number = point(now);
    const exact = number(value), perfect = ideal && number(ideal);
    const errorOf = x => over(less(perfect, x), perfect), error = perfect && errorOf(exact);
    const say = (x, text) => !x ? "not known" : Number.isFinite(x[0]) ? text(x) : "no value here";
    const percent = x => say(x, y => `${decimal(times(y, [100, 0]), 3)} %`);
    return {
      value: say(exact, x => engineering(x, unit, 7)),
      ideal: say(perfect, x => engineering(x, unit, 7)),
      error: percent(error),
      shares: perfect ? split(error, f => errorOf(number(f))).map(([k, x]) => [k, percent(x)]) : [],
    };
  };

  // What each imperfection costs, largest first, as the engine has it: the error of the largest alone, by how
  // much any other changes that error, and what their sum leaves unexplained, if that is worth a line.
  const split = (error, errorOf) => {
    const parts = shares.map((s, k) => {
      const alone = errorOf(s.alone);
      return { k, alone, size: [alone, less(error, errorOf(s.removed))].map(x => Math.abs(x[0])) };
    });
    const apart = (x, y) => Math.abs(x - y) > NOISE * Math.max(x, y) ? y - x : 0;
    parts.sort((x, y) => apart(x.size[0], y.size[0]) || apart(x.size[1], y.size[1]));
    const [largest] = parts;
    const out = parts.map(({ k, alone }) =>
      [k, k === largest.k ? alone : less(errorOf(shares[k].pairs[largest.k]), largest.alone)]);
    const rest = out.length > 1 ? less(error, out.map(([, x]) => x).reduce(plus)) : [0, 0];
    return Math.abs(rest[0]) > Math.abs(error[0]) / 1000 ? [...out, ["rest", rest]] : out;
  };
  const rows = Object.fromEntries([...form.querySelectorAll("[data-share]")].map(r => [r.dataset.share, r]));
  const list = found => {
    if (!shares.length) return;
    rows.rest.hidden = true;
    for (const [k, text] of found) {
      rows[k].cells[1].textContent = text;
      rows[k].hidden = false;
      rows[k].parentElement.append(rows[k]);
    }
  };
  const errorAt = x => {
    const number = point(now.with(swept, [x, 0])), perfect = number(ideal);
    return over(less(perfect, number(value)), perfect)[0];
  };
  let waiting = false;
  const redraw = () => {
    if (!follow || waiting) return;
    waiting = true;
    requestAnimationFrame(() => {
      waiting = false;
      if (moved()) follow(now[swept][0], parameters[swept][0], errorAt);
      else figure.hidden = false;
    });
  };
  const show = () => {
    const found = results(), away = moved();
    for (const [k, o] of Object.entries(outputs)) o.textContent = away ? found[k] : printed[k];
    list(found.shares);
    form.classList.toggle("moved", away);
    redraw();
  };
  const set = (k, number, text) => {
    const [slider, box] = knobs[k].querySelectorAll("input");
    now[k] = number;
    if (text !== undefined) box.value = text;
    slider.setAttribute("aria-valuetext", box.value);
    box.removeAttribute("aria-invalid");
    knobs[k].querySelector(".fault").textContent = "";
    show();
  };
  const tell = () => {
    const rows = Object.values(outputs).map(o => `${o.closest("tr").cells[0].textContent} ${o.textContent}`);
    status.textContent = rows.join(", ");
  };

  knobs.forEach((knob, k) => {
    const [slider, box] = knob.querySelectorAll("input"), [sort, number, span] = parameters[k];
    const first = box.value;
    slider.addEventListener("input", () => {
      const step = Number(slider.value);
      if (step === 0) return set(k, start[k], first);
      const turned = number[0] === 0 ? span[0] * step / (DECADES * FINE) : number[0] * 10 ** (step / FINE);
      const text = engineering([turned, 0], sort, 3);
      set(k, read(text, sort), text);
    });
    slider.addEventListener("change", tell);
    box.addEventListener("input", () => {
      if (box.value === first) { slider.value = 0; return set(k, start[k]); }
      try {
        const typed = read(box.value, sort);
        const ratio = number[0] === 0 ? typed[0] / span[0] * DECADES : Math.log10(typed[0] / number[0]);
        slider.value = Number.isFinite(ratio) ? Math.round(ratio * FINE) : -DECADES * FINE;
        set(k, typed);
      } catch (fault) {
        box.setAttribute("aria-invalid", "true");
        knob.querySelector(".fault").textContent = fault.message;
      }
    });
    box.addEventListener("change", tell);
    slider.setAttribute("aria-valuetext", first);
    box.dataset.first = first;
  });
  form.addEventListener("submit", e => e.preventDefault());
  form.addEventListener("reset", () => setTimeout(() => {
    knobs.forEach((knob, k) => set(k, start[k], knob.querySelectorAll("input")[1].dataset.first));
    tell();
    status.textContent += "; as printed";
  }));

  const found = results(), faults = [];
  const compare = (what, mine, engine) => { if (mine !== engine) faults.push(`${what} ${mine}, the engine ${engine}`); };
  for (const k of Object.keys(outputs)) if (found[k] !== "not known") compare(k, found[k], printed[k]);
  if (shares.length) {
    const shown = Object.values(rows).filter(r => !r.hidden).map(r => `${r.dataset.share}: ${r.cells[1].textContent}`);
    compare("shares", found.shares.map(s => s.join(": ")).join(", "), shown.join(", "));
  }
  if (faults.length) return console.error(`${anchor}: the page finds ${faults.join("; ")}`);
  form.classList.add("ready");
};
