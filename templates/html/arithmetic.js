// Arithmetic of twice a double's digits: a number is the unevaluated sum [high, low] of two doubles
// (Dekker 1971; Hida, Li and Bailey 2001).  What divides by zero is NaN.
const twoSum = (a, b) => { const s = a + b, t = s - a; return [s, (a - (s - t)) + (b - t)]; };
const fastSum = (a, b) => { const s = a + b; return [s, b - (s - a)]; };
const halves = a => { const t = 134217729 * a, high = t - (t - a); return [high, a - high]; };
const twoProduct = (a, b) => {
  const p = a * b, [ah, al] = halves(a), [bh, bl] = halves(b);
  return [p, ((ah * bh - p) + ah * bl + al * bh) + al * bl];
};
const plus = (x, y) => {
  const s = twoSum(x[0], y[0]), t = twoSum(x[1], y[1]), v = fastSum(s[0], s[1] + t[0]);
  return fastSum(v[0], v[1] + t[1]);
};
const minus = x => [-x[0], -x[1]];
const times = (x, y) => {
  const p = twoProduct(x[0], y[0]);
  return fastSum(p[0], p[1] + (x[0] * y[1] + x[1] * y[0]));
};
const over = (x, y) => {
  if (y[0] === 0) return [NaN, NaN];
  const a = x[0] / y[0], r = plus(x, minus(times(y, [a, 0])));
  const b = r[0] / y[0], q = plus(r, minus(times(y, [b, 0])));
  return plus(fastSum(a, b), [q[0] / y[0], 0]);
};
const root = x => {
  if (x[0] <= 0) return [0, 0];
  const a = Math.sqrt(x[0]), r = plus(x, minus(twoProduct(a, a)));
  return plus([a, 0], [r[0] / (2 * a), 0]);
};
// A difference; what cancels but for rounding is zero.
const NOISE = 1e-26;
const less = (x, y) => {
  const d = plus(x, minus(y));
  return Math.abs(d[0]) < NOISE * Math.max(Math.abs(x[0]), Math.abs(y[0])) ? [0, 0] : d;
};

// The eight words of a formula, for any numbers that add, multiply, divide and change sign.
const words = ({ add, neg, mul, div, num }) => {
  const fold = f => (first, ...rest) => rest.reduce(f, first), one = num([1, 0]);
  return {
    neg, div, num,
    add: fold(add), mul: fold(mul), sub: (x, y) => add(x, neg(y)),
    pow: (x, n) => { let y = x; while (--n) y = mul(y, x); return y; },
    par: (...parts) => div(one, parts.map(x => div(one, x)).reduce(add)),
  };
};
const real = words({ add: plus, neg: minus, mul: times, div: over, num: x => x });
const complex = words({
  num: x => [x, [0, 0]],
  add: (x, y) => [plus(x[0], y[0]), plus(x[1], y[1])],
  neg: x => x.map(minus),
  mul: ([a, b], [c, d]) => [plus(times(a, c), minus(times(b, d))), plus(times(a, d), times(b, c))],
  div: ([a, b], [c, d]) => {
    const square = plus(times(c, c), times(d, d));
    const re = plus(times(a, c), times(b, d)), im = plus(times(b, c), minus(times(a, d)));
    return [over(re, square), over(im, square)];
  },
});
const magnitude = ([a, b]) => root(plus(times(a, a), times(b, b)));

// A double is whole·2^power, exactly.
const bits = new DataView(new ArrayBuffer(8));
const dyadic = x => {
  bits.setFloat64(0, x);
  const all = bits.getBigUint64(0), biased = Number((all >> 52n) & 2047n), tail = all & ((1n << 52n) - 1n);
  const whole = biased ? tail | (1n << 52n) : tail;
  return [x < 0 ? -whole : whole, (biased || 1) - 1075];
};

// So many digits of a positive whole number, rounded once, half to even: [digits, powers of ten dropped].
const cut = (digits, count) => {
  if (digits.length <= count) return [digits.padEnd(count, "0"), digits.length - count];
  const rest = digits.slice(count), half = "5".padEnd(rest.length, "0");
  let head = BigInt(digits.slice(0, count));
  if (rest > half || (rest === half && head % 2n)) head += 1n;
  const grown = String(head).length - count;
  return [String(head).slice(0, count), digits.length - count + grown];
};

// A number as decimal digits: {sign, digits, exponent} for ±d.ddd·10^exponent; null for zero.  What the
// arithmetic may have got wrong, beyond 28 digits, is rounded off first.
const SURE = 28;
const decimals = (x, count) => {
  if (x[0] === 0) return null;
  const [m, e] = dyadic(x[0]), [n, f] = dyadic(x[1]), low = x[1] === 0 ? e : Math.min(e, f);
  let top = (m << BigInt(e - low)) + (x[1] === 0 ? 0n : n << BigInt(f - low)), bottom = 1n;
  const sign = top < 0n ? "−" : "";
  if (top < 0n) top = -top;
  if (low > 0) top <<= BigInt(low); else bottom <<= BigInt(-low);
  const shift = SURE + 1 - Math.floor(Math.log10(Math.abs(x[0])));
  if (shift > 0) top *= 10n ** BigInt(shift); else bottom *= 10n ** BigInt(-shift);
  const [sure, dropped] = cut(String(top / bottom), SURE), [digits, more] = cut(sure, count);
  return { sign, digits, exponent: dropped + more + count - 1 - shift };
};

// Decimal digits without trailing zeros, the point where the exponent says.
const plain = (digits, exponent) => {
  if (exponent < 0) digits = "0".repeat(-exponent) + digits;
  const whole = Math.max(exponent, 0) + 1;
  const text = digits.padEnd(whole, "0"), tail = text.slice(whole).replace(/0+$/, "");
  return text.slice(0, whole) + (tail && "." + tail);
};
const decimal = (x, count) => {
  const d = decimals(x, count);
  return d ? d.sign + plain(d.digits, d.exponent) : "0";
};

// As an engineer writes it: 50 kΩ; a pure number as digits, 200000, or 2e9 if long.
const engineering = (x, unit, count) => {
  const d = decimals(x, count), pure = unit === "" || unit === "1";
  if (!d) return pure ? "0" : `0 ${unit}`;
  const { sign, digits, exponent } = d;
  if (pure) {
    if (exponent >= -4 && exponent < 7) return sign + plain(digits, exponent);
    return `${sign}${plain(digits, 0)}e${String(exponent).replace("-", "−")}`;
  }
  const step = Math.floor(exponent / 3) * 3, mantissa = sign + plain(digits, exponent - step);
  const prefix = Object.keys(PREFIXES).find(k => PREFIXES[k] === step);
  return prefix === undefined ? `${mantissa}e${String(step).replace("-", "−")} ${unit}` : `${mantissa} ${prefix}${unit}`;
};

// The number that a text spells in `unit`, such as 50 kΩ; an Error says what is wrong with any other text.
const tens = n => { const q = 10n ** BigInt(n), high = Number(q); return [high, Number(q - BigInt(high))]; };
const read = (text, unit) => {
  const found = /^\s*([+\-−]?)(\d{0,40})(?:\.(\d{0,40}))?(?:[eE]([+\-−]?\d{1,2}))?\s*(\S*)\s*$/.exec(text);
  if (!found || !(found[2] || found[3])) {
    throw new Error(`“${text.trim()}” is not a value; expected a number such as ${unit ? "99.9k or 50 k" + unit : "200k"}`);
  }
  const [, sign, whole, part = "", power = "0", suffix] = found;
  const fits = Object.keys(READ_PREFIXES).find(k => {
    const named = UNITS[suffix.slice(k.length)];
    return suffix.startsWith(k) && named !== undefined && (k !== "" || suffix in UNITS) && (!named || named === unit);
  });
  if (fits === undefined) {
    throw new Error(`“${suffix}” is no prefix and unit here; expected one such as k or ${unit ? "k" + unit : "M"}`);
  }
  const q = BigInt(whole + part), high = Number(q), exact = [high, Number(q - BigInt(high))];
  const exponent = Number(power.replace("−", "-")) - part.length + READ_PREFIXES[fits];
  const size = exponent < 0 ? over(exact, tens(-exponent)) : times(exact, tens(exponent));
  return sign === "" || sign === "+" ? size : minus(size);
};
