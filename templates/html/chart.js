// The chart beside the numbers, at the reader's values: the error for other values of one parameter, on logarithmic
// axes, solid where the value falls short and dashed where it is too great.
const POINTS = 72, MARGIN = { left: 38, right: 10, top: 7, bottom: 31 }, DEEPEST = 8, LABELS = 5;
const chart = figure => {
  const printed = figure.querySelector("svg"), live = printed.cloneNode(false);
  const [, , wide, tall] = printed.getAttribute("viewBox").split(" ").map(Number);
  const names = [...printed.querySelectorAll(":scope > text")].slice(-2).map(t => t.outerHTML).join("");
  const said = [...printed.querySelectorAll("title, desc")].map(t => t.outerHTML).join("");
  const box = { left: MARGIN.left, right: wide - MARGIN.right, top: MARGIN.top, bottom: tall - MARGIN.bottom };
  const place = (low, high, from, to) => x => from + (Math.log10(x) - low) / (high - low) * (to - from);
  const n = x => x.toFixed(2);
  const line = (d, colour, width, more = "") =>
    `<path d="${d}" fill="none" stroke="${colour}" stroke-width="${width}" stroke-linejoin="round"${more}/>`;
  const label = (x, y, text, anchor) =>
    `<text x="${n(x)}" y="${n(y)}" font-size="8" text-anchor="${anchor}" fill="currentColor">${text}</text>`;
  const decades = (low, high) => {
    const every = Math.ceil((high - low) / LABELS), out = [];
    for (let k = low; k <= high; k += every) out.push(k);
    return out;
  };
  live.classList.add("follows");
  figure.classList.add("following");
  figure.querySelector("figcaption").before(live);

  // `errorAt` gives the error where the parameter has another value, a number, not per cent.
  return (value, sort, errorAt) => {
    const points = [];
    for (let k = -POINTS; k <= POINTS; k++) {
      const x = value * 10 ** (k * DECADES / POINTS), y = 100 * errorAt(x);
      if (Number.isFinite(y) && y !== 0) points.push([x, y]);
    }
    const sizes = points.map(([, y]) => Math.abs(y)), here = 100 * errorAt(value);
    figure.hidden = !(value > 0 && points.length > 2);
    if (figure.hidden) return;
    const high = Math.ceil(Math.log10(Math.max(...sizes)) - 1e-9);
    const low = Math.max(Math.min(Math.floor(Math.log10(Math.min(...sizes)) + 1e-9), high - 1), high - DEEPEST);
    const first = Math.log10(value) - DECADES, last = Math.log10(value) + DECADES;
    const across = place(first, last, box.left, box.right), up = place(low, high, box.bottom, box.top);
    const [columns, rows] = [decades(Math.ceil(first - 1e-9), Math.floor(last + 1e-9)), decades(low, high)];
    const grid = columns.map(k => `M${n(across(10 ** k))} ${n(box.bottom)}V${n(box.top)}`)
      .concat(rows.map(k => `M${n(box.left)} ${n(up(10 ** k))}H${n(box.right)}`)).join("");
    const path = sign => {
      let d = "", pen = "M";
      for (const [x, y] of points) {
        if (y * sign < 10 ** low) { pen = "M"; continue; }
        d += `${pen}${n(across(x))} ${n(up(y * sign))}`;
        pen = "L";
      }
      return d;
    };
    const dot = Math.abs(here) >= 10 ** low
      ? `<circle cx="${n(across(value))}" cy="${n(up(Math.abs(here)))}" r="2.3" fill="#A23B2A"/>` : "";
    live.innerHTML = said + line(grid, "#888888", 0.5, ' stroke-opacity="0.42"') + line(path(1), "#1F4E79", 1.3)
      + line(path(-1), "#A23B2A", 1.3, ' stroke-dasharray="4 2"')
      + line(`M${box.left} ${box.bottom}H${box.right}V${box.top}H${box.left}Z`, "currentColor", 0.7) + dot
      + columns.map(k => label(across(10 ** k), box.bottom + 11, engineering([10 ** k, 0], sort, 1), "middle")).join("")
      + rows.map(k => label(box.left - 4, up(10 ** k) + 2.7, decimal([10 ** k, 0], 1), "end")).join("") + names;
  };
};
