// Does on a client's page what the server does when the page is sent: questions come and go, and
// answers are saved. The server decides in the end, and without this script every page works too.
"use strict";

/* Computes a tree as src/domain/expression/eval.rs does; null is unknown. A test proves them equal. */

const compare = (left, right) => {
  if (typeof left === "number" && typeof right === "number") return left < right ? -1 : left > right ? 1 : 0;
  if (typeof left !== "string" || typeof right !== "string") return null;
  const [one, other] = [Array.from(left), Array.from(right)];
  const at = one.findIndex((letter, index) => letter !== other[index]);
  if (at < 0) return one.length - other.length;
  return at < other.length ? one[at].codePointAt(0) - other[at].codePointAt(0) : 1;
};

const same = (left, right) =>
  Array.isArray(left) && Array.isArray(right)
    ? left.length === right.length && left.every((word, at) => word === right[at])
    : left === right;

const REMARKS = {
  "<": (order) => order < 0,
  "<=": (order) => order <= 0,
  ">": (order) => order > 0,
  ">=": (order) => order >= 0,
};
const SUMS = {
  "+": (left, right) => left + right,
  "-": (left, right) => left - right,
  "*": (left, right) => left * right,
  "/": (left, right) => left / right,
};
const MEASURES = {
  sum: (numbers) => numbers.reduce((sum, number) => sum + number, 0),
  mean: (numbers) => MEASURES.sum(numbers) / numbers.length,
  min: (numbers) => Math.min(...numbers),
  max: (numbers) => Math.max(...numbers),
};

const finite = (number) => (Number.isFinite(number) ? number : null);

function compute([what, ...parts], known) {
  const of = (part) => compute(part, known);
  const truth = (part) => {
    const value = of(part);
    return typeof value === "boolean" ? value : null;
  };
  if (what === "value") return parts[0];
  if (what === "name") return known.value(parts[0]);
  if (what === "answered") return known.value(parts[0]) !== null;
  if (what === "not_applicable" || what === "dont_know") return known.absence(parts[0]) === what;
  if (what === "not") {
    const one = truth(parts[0]);
    return one === null ? null : !one;
  }
  if (what === "and" || what === "or") {
    const settles = what === "or";
    const all = parts.map(truth);
    if (all.includes(settles)) return settles;
    return all.includes(null) ? null : !settles;
  }
  if (what in MEASURES) {
    const numbers = parts.map(of).filter((value) => typeof value === "number");
    if (!numbers.length || (what === "sum" && numbers.length < parts.length)) return null;
    return finite(MEASURES[what](numbers));
  }
  const left = of(parts[0]);
  if (left === null) return null;
  if (what === "in") return parts[1].some((value) => same(value, left));
  if (what === "includes") return Array.isArray(left) ? parts[1].some((code) => left.includes(code)) : null;
  if (what === "count") return Array.isArray(left) ? left.length : null;
  const right = of(parts[1]);
  if (right === null) return null;
  if (what in REMARKS) {
    const order = compare(left, right);
    return order === null ? null : REMARKS[what](order);
  }
  return typeof left === "number" && typeof right === "number" ? finite(SUMS[what](left, right)) : null;
}

/* What a tree may ask: what is known of elsewhere, and the answers on this page as they are found. */
function knower({ known, absent, scores }) {
  const [values, absences, trees] = [known, absent, scores].map((map) => new Map(Object.entries(map)));
  const knows = {
    values,
    absences,
    value: (name) =>
      values.has(name) ? values.get(name) : trees.has(name) ? compute(trees.get(name), knows) : null,
    absence: (name) => absences.get(name) ?? null,
  };
  return knows;
}

/* A number as a Dutch or an English reader types it, as src/domain/form/values.rs reads it: the
   number and how many decimals were written, or null. */
function typed(text, comma, decimals) {
  const plain = text.replace(/(?!\ufeff)[\s\u0085]/gu, "").replaceAll("−", "-");
  const digits = plain.replace(/^[-+]/, "");
  if (digits.length > 24 || !/^\d[\d.,]*$/.test(digits)) return null;
  const marks = digits.replace(/\d/g, "");
  const last = marks.slice(-1);
  const alike = [...marks].filter((mark) => mark === last).length;
  const groups = (whole) => /^\d+$/.test(whole) || /^\d{1,3}([.,])\d{3}(\1\d{3})*$/.test(whole);
  let point = -1;
  if (marks) {
    const thousands =
      alike === marks.length && (alike > 1 || (groups(digits) && (decimals === 0 || (last === ".") === comma)));
    if (!thousands && alike > 1) return null;
    if (!thousands) point = digits.lastIndexOf(last);
  }
  const [whole, fraction] = point < 0 ? [digits, ""] : [digits.slice(0, point), digits.slice(point + 1)];
  if (!groups(whole) || (point >= 0 && !/^\d+$/.test(fraction))) return null;
  const number = Number(`${whole.replace(/\D/g, "")}.${fraction}0`);
  return [plain.startsWith("-") ? 0 - number : number, fraction.replace(/0+$/, "").length];
}

/* What was answered to an item: { value }, { absent }, or null where nothing, or nothing sound, was. */
function read(item, values, words, comma) {
  for (const absent of ["not_applicable", "dont_know"]) {
    if (values.includes(absent === "dont_know" ? "-dk-" : "-na-")) return values.length === 1 ? { absent } : null;
  }
  const chosen = [...values];
  if (item.other && words && !chosen.includes(item.other)) {
    if (chosen.length && item.kind === "word") return null;
    chosen.push(item.other);
  }
  if (!chosen.length) return null;
  const one = chosen.length === 1 ? chosen[0] : null;
  if (item.kind === "scale") return one === null ? null : { value: Number(one) };
  if (item.kind === "word") return one === null ? null : { value: one };
  if (item.kind === "number") {
    const [number, decimals] = (one !== null && typed(one, comma, item.decimals)) || [NaN];
    const { low = -Infinity, high = Infinity } = item;
    return decimals <= item.decimals && number >= low && number <= high ? { value: number } : null;
  }
  if (item.kind === "words") {
    const alone = chosen.some((code) => item.exclusive.includes(code));
    const { least = 0, most = Infinity } = item;
    if (alone ? chosen.length > 1 : chosen.length < least) return null;
    return chosen.length > most ? null : { value: chosen };
  }
  // A ranking: each place once, and every option.
  const places = chosen.map((value) => value.split(":")).sort((a, b) => a[0] - b[0]);
  const whole = places.length === item.options && places.every(([place], at) => Number(place) === at + 1);
  const codes = places.map(([, code]) => code);
  return whole && new Set(codes).size === codes.length ? { value: codes } : null;
}

function follow(form) {
  const field = (name) => form.elements.namedItem(name);
  const language = field("lang").value;
  const comma = language === "nl" || language.startsWith("nl-");
  const inputs = (code, rest = "") => form.querySelectorAll(`[name="${CSS.escape(`q-${code}`)}"]${rest}`);

  const logic = form.dataset.logic && JSON.parse(form.dataset.logic);
  const told = form.dataset.told && JSON.parse(form.dataset.told);
  const slots = new Map([...form.querySelectorAll("[data-item]")].map((slot) => [slot.dataset.item, slot]));
  const musts = new Map([...form.querySelectorAll("[data-must]")].map((mark) => [mark.dataset.must, mark]));

  const answer = (data, item) => {
    const posted = (code) =>
      data
        .getAll(`q-${code}`)
        .map((value) => value.trim())
        .filter((value) => value);
    return read(item, posted(item.code), posted(`${item.code}.other`)[0], comma);
  };

  const written = (number) => {
    const places = [0, 1, 2, 3].find((n) => Math.abs(number * 10 ** n - Math.round(number * 10 ** n)) < 1e-9) ?? 2;
    const digits = { minimumFractionDigits: places, maximumFractionDigits: places };
    return new Intl.NumberFormat(comma ? "nl" : "en", digits).format(number);
  };

  // An answer of this page in a later text of it.
  const words = (name, value) => {
    const labels = [...inputs(name, ":checked")].map((input) => input.closest(".option")?.textContent.trim());
    if (labels.length && labels.every((label) => label)) return labels.join(", ");
    if (typeof value === "number") return written(value);
    const [input] = inputs(name);
    if (typeof value === "string" && input?.type === "date") {
      const day = new Date(`${value}T12:00:00`);
      return day.toLocaleDateString(comma ? "nl" : "en-GB", { day: "numeric", month: "long", year: "numeric" });
    }
    return typeof value === "string" ? value : "…";
  };

  const apply = (aloud) => {
    const data = new FormData(form);
    const knows = knower(logic);
    const shown = [];
    const changed = [0, 0];
    for (const item of logic.items) {
      const asked = !item.if || compute(item.if, knows) === true;
      const slot = slots.get(item.code);
      // Nobody's focus is taken away.
      if (slot && slot.hidden === asked && !slot.contains(document.activeElement)) {
        slot.hidden = !asked;
        changed[asked ? 0 : 1] += 1;
      }
      if (!asked) continue;
      shown.push(item.code);
      const must = musts.get(item.code);
      if (must) must.hidden = compute(item.required, knows) !== true;
      const given = item.kind ? answer(data, item) : null;
      if (given?.absent) knows.absences.set(item.code, given.absent);
      else if (given) knows.values.set(item.code, given.value);
    }
    if (field("shown")) field("shown").value = shown.join(" ");
    for (const place of document.querySelectorAll("[data-of]")) {
      const name = place.dataset.of;
      const own = logic.items.some((item) => item.code === name);
      if (own || name in logic.scores) place.textContent = words(name, knows.value(name));
    }
    if (aloud && told && (changed[0] || changed[1])) {
      const sentences = changed.map((count, at) => count && told[at][count > 1 ? 1 : 0]);
      document.getElementById("told").textContent = sentences.filter((one) => one).join(" ");
    }
  };

  const PAUSE = 1500;
  const saves = form.dataset.saved && document.getElementById("saved");
  let waiting = 0;
  let busy = null;
  let changes = 0;
  let leaving = false;

  const say = (sentence) => {
    if (saves.textContent !== sentence) saves.textContent = sentence;
  };

  const taken = async (response) => {
    const kept = (response.headers.get("content-type") || "").startsWith("application/json");
    if (!response.ok || !kept) {
      // Closed, or handed in elsewhere: the page that says so comes when this one is sent.
      changes = 0;
      if (response.status >= 500) throw new Error(response.statusText);
      return;
    }
    const { rev, was, notice } = await response.json();
    field("rev").value = rev;
    field("was").value = was;
    if (notice) document.getElementById("elsewhere").innerHTML = notice;
    say(form.dataset.saved);
  };

  const keep = (options = {}) => {
    clearTimeout(waiting);
    if (!saves || !changes || busy || leaving) return;
    const before = changes;
    const body = new URLSearchParams(new FormData(form));
    body.set("go", "keep");
    busy = fetch(form.getAttribute("action"), { method: "POST", body, signal: AbortSignal.timeout(10000), ...options })
      .then(taken)
      .then(
        () => {
          changes = Math.max(0, changes - before);
          return PAUSE;
        },
        () => {
          say(form.dataset.unsaved);
          return 5 * PAUSE;
        },
      )
      .then((pause) => {
        busy = null;
        if (changes) later(pause);
      });
  };

  const later = (pause = PAUSE) => {
    clearTimeout(waiting);
    waiting = setTimeout(keep, pause);
  };

  form.addEventListener("input", () => {
    changes += 1;
    if (logic) apply(true);
    if (saves) later();
  });
  form.addEventListener("change", () => saves && changes && later(200));
  // What is being saved now has to be there before the page itself is.
  form.addEventListener("submit", (event) => {
    if (busy) {
      event.preventDefault();
      const button = event.submitter;
      busy.then(() => form.requestSubmit(button));
    }
    leaving = true;
    clearTimeout(waiting);
  });
  document.addEventListener("visibilitychange", () => document.hidden && keep({ keepalive: true }));
  addEventListener("pageshow", () => {
    leaving = false;
    if (logic) apply(false);
  });
  if (logic) apply(false);
}

if (document.getElementById("sheet")) follow(document.getElementById("sheet"));
