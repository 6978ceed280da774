"use strict";
/* On top of the forms of assessments, which work without it: sends every answer by htmx, keeps on
   the device what could not be sent and sends it later, one skill at a time, keys.

   A unit (data-unit) is one answer with its comment: its fields bear the unit's name or start with
   it. The device keeps units under the key of the seat (data-seat), so that no other account finds
   them. `was` is kept with them: the server sees what this page had seen, and asks in a conflict. */
(() => {
  const form = document.querySelector("[data-seat]");
  if (!form || !window.htmx) return;

  const place = form.dataset.seat;
  const storage = openStorage();
  const kept = readKept(); // unit: {fields, since}
  const queued = new Set(); // units whose request waits for the one before
  const sent = new Map(); // unit: what the request under way carries
  const asked = new Set(); // units about which the page asks; never sent again by themselves
  const timers = new Map();
  let since = null; // when the line went down
  let whole = false; // the form itself is on its way, with every answer

  function openStorage() {
    try {
      window.localStorage.setItem("sheet-probe", "1");
      window.localStorage.removeItem("sheet-probe");
      return window.localStorage;
    } catch {
      return null;
    }
  }

  function readKept() {
    try {
      return JSON.parse(storage.getItem(place)) || {};
    } catch {
      return {};
    }
  }

  function writeKept() {
    try {
      if (Object.keys(kept).length) storage.setItem(place, JSON.stringify(kept));
      else storage.removeItem(place);
    } catch {
      // No room, or no storage at all: the page itself still has the answers, and says so.
    }
  }

  const units = () => [...form.querySelectorAll("[data-unit]")];
  const unitNamed = (name) => units().find((unit) => unit.dataset.unit === name);
  const named = (unit) => [...unit.querySelectorAll("[name]")].filter((one) => one.tagName !== "BUTTON");

  function fieldsOf(unit) {
    const fields = {};
    for (const field of named(unit)) {
      if (field.type !== "radio" || field.checked) fields[field.name] = field.value;
    }
    return fields;
  }

  function words(fields) {
    const own = Object.entries(fields).filter(([name]) => !/-(was|seen)$/.test(name));
    return JSON.stringify(own);
  }

  function fillIn(unit, fields) {
    for (const field of named(unit)) {
      if (!(field.name in fields)) continue;
      if (field.type === "radio") field.checked = field.value === fields[field.name];
      else field.value = fields[field.name];
    }
    showLevel(unit, false);
  }

  // Saying where an answer is

  function say(unit, state) {
    const template = document.querySelector(`template[data-state="${state}"]`);
    const target = unit.querySelector(".state") || document.querySelector("#state");
    target.replaceChildren(template.content.cloneNode(true));
    unit.classList.toggle("kept", state === "kept");
  }

  function showLine(kind) {
    since = kind ? since || new Date() : null;
    for (const line of document.querySelectorAll("[data-line]")) {
      line.hidden = line.dataset.line !== kind;
      const time = line.querySelector("time");
      if (time && since) {
        const two = (number) => String(number).padStart(2, "0");
        time.textContent = `${two(since.getHours())}:${two(since.getMinutes())}`;
      }
      const warning = line.querySelector("[data-no-storage]");
      if (warning) warning.hidden = Boolean(storage);
    }
  }

  function showCounts() {
    const values = units().map((unit) => fieldsOf(unit)[unit.dataset.unit]);
    const counts = {
      answered: values.filter(Boolean).length,
      na: values.filter((value) => value === "na").length,
      left: values.filter((value) => !value).length,
    };
    counts.minutes = Math.ceil((counts.left * form.dataset.seconds) / 60);
    for (const [name, count] of Object.entries(counts)) {
      const shown = form.querySelector(`[data-count="${name}"]`);
      if (shown) shown.textContent = count;
    }
    const marks = form.querySelectorAll(".progress li");
    marks.forEach((mark, index) => mark.classList.toggle("full", Boolean(values[index])));
    const open = form.querySelector("[data-open]");
    if (open) open.hidden = !counts.left;
  }

  function showLevel(unit, mayOpen) {
    const value = fieldsOf(unit)[unit.dataset.unit];
    const below = /^[0-3]$/.test(value) && value < unit.dataset.target;
    const parts = unit.querySelector(".parts");
    for (const one of unit.querySelectorAll("[data-confirm]")) one.hidden = Boolean(value);
    if (parts && mayOpen && below !== unit.classList.contains("below")) parts.open = below;
    unit.classList.toggle("below", below);
    const link = document.querySelector(`[data-level-of="${unit.dataset.unit}"]`);
    if (link) link.textContent = value === "na" ? link.dataset.na : value;
  }

  // Sending

  function keep(unit) {
    const name = unit.dataset.unit;
    const before = kept[name];
    kept[name] = { fields: fieldsOf(unit), since: before ? before.since : Date.now() };
    writeKept();
  }

  // A request reads the fields when its turn comes: one that waits carries all that was changed.
  function send(unit) {
    const name = unit.dataset.unit;
    clearTimeout(timers.get(name));
    if (queued.has(name)) return;
    queued.add(name);
    window.htmx.trigger(unit, "save");
  }

  const unsent = () => Object.keys(kept).filter((one) => !asked.has(one) && unitNamed(one));

  function sendNextKept() {
    const name = unsent().find((one) => !queued.has(one) && !sent.has(one));
    if (name) send(unitNamed(name));
  }

  // Whoever keeps the own answer, or chooses a level beside the other's, has seen the other's.
  function decide(unit) {
    const conflict = unit.querySelector("[data-conflict]");
    const seen = conflict?.querySelector("[name$='-seen']");
    asked.delete(unit.dataset.unit);
    if (seen) unit.querySelector("[name$='-was']").value = seen.value;
    conflict?.replaceChildren();
  }

  function changed(event) {
    const unit = event.target.closest("[data-unit]");
    if (!unit || !event.target.name) return;
    const chosen = event.target.matches("[type=radio], select");
    if (chosen || !unit.querySelector("[name$='-seen']")) decide(unit);
    keep(unit);
    showLevel(unit, true);
    showCounts();
    clearTimeout(timers.get(unit.dataset.unit));
    if (asked.has(unit.dataset.unit)) say(unit, "kept");
    else if (event.type === "change") send(unit);
    else timers.set(unit.dataset.unit, setTimeout(() => send(unit), 1500));
  }

  form.addEventListener("input", (event) => {
    if (event.target.matches("textarea, input:not([type=radio])")) changed(event);
  });
  form.addEventListener("change", changed);

  // After a swap htmx speaks of what stands there now; the request knows what it was sent for.
  const unitOf = (event) => (event.detail.requestConfig || event.detail).elt.closest("[data-unit]");

  document.body.addEventListener("htmx:configRequest", (event) => {
    const unit = unitOf(event);
    if (!unit) return;
    const name = unit.dataset.unit;
    for (const field of [...event.detail.formData.keys()]) {
      const own = field === name || field.startsWith(`${name}-`);
      if (!own && !["csrfmiddlewaretoken", "take", "confirm"].includes(field)) {
        event.detail.formData.delete(field);
      }
    }
    event.detail.formData.set("unit", name);
    queued.delete(name);
    sent.set(name, words(fieldsOf(unit)));
    say(unit, "saving");
  });

  document.body.addEventListener("htmx:beforeSwap", (event) => {
    const unit = unitOf(event);
    // Without the header it is not ours: the page to sign in, or that of somebody between.
    if (unit && !event.detail.xhr.getResponseHeader("X-Answer")) event.detail.shouldSwap = false;
  });

  document.body.addEventListener("htmx:afterRequest", (event) => {
    const unit = unitOf(event);
    if (!unit) return;
    const name = unit.dataset.unit;
    const xhr = event.detail.xhr;
    const answer = xhr && xhr.status ? xhr.getResponseHeader("X-Answer") : null;
    const carried = sent.get(name);
    sent.delete(name);
    if (answer === "saved") stored(unit, name, carried);
    else if (answer) replaced(name, carried, answer);
    else notSent(unit, xhr);
    if (answer) {
      showLine(null);
      showCounts();
      showAsked();
      sendNextKept();
    }
  });

  function stored(unit, name, carried) {
    unit.classList.remove("kept");
    const now = fieldsOf(unit);
    if (words(now) === carried) delete kept[name];
    else if (kept[name]) kept[name].fields = now;
    writeKept();
  }

  function replaced(name, carried, answer) {
    const unit = unitNamed(name);
    const typed = kept[name] && words(kept[name].fields) !== carried ? kept[name].fields : null;
    queued.delete(name); // what waited went with the part of the page
    document.querySelector("#state")?.replaceChildren();
    if (answer === "taken") delete kept[name];
    if (answer === "taken") asked.delete(name);
    else asked.add(name);
    writeKept();
    look(unit);
    if (!typed) return;
    // Somebody who is typing while the skill comes back goes on with the own words.
    delete typed[`${name}-was`];
    delete typed[`${name}-seen`];
    fillIn(unit, typed);
    if (answer === "taken") keep(unit);
  }

  function look(unit) {
    // Nobody who is typing elsewhere is carried away; the notice above leads here.
    const typing = document.activeElement && document.activeElement.matches("textarea, input:not([type=radio])");
    const here = form.querySelector("[data-unit].at");
    if (here && typing) return;
    if (steps) show(unit, true);
    else focusOn(unit);
  }

  function showAsked() {
    const notice = document.querySelector("[data-asked]");
    const name = [...asked].find((one) => unitNamed(one));
    notice.hidden = !name;
    if (name) notice.querySelector("a").href = `#${unitNamed(name).id}`;
    if (!form.querySelector(".invalid-feedback")) form.querySelector(".error-summary")?.remove();
  }

  function notSent(unit, xhr) {
    if (!kept[unit.dataset.unit]) keep(unit);
    say(unit, "kept");
    const refused = xhr && xhr.status && xhr.status < 500;
    showLine(refused ? "out" : "down");
  }

  form.addEventListener("click", (event) => {
    const button = event.target.closest("[data-keep]");
    if (!button) return;
    event.preventDefault();
    const unit = button.closest("[data-unit]");
    decide(unit);
    keep(unit);
    send(unit);
    showAsked();
    focusOn(unit);
  });

  // Leaving: what has not arrived goes along; without a line, the person is asked first

  form.addEventListener("submit", () => {
    whole = true;
  });
  window.addEventListener("pageshow", () => {
    whole = false;
  });

  window.addEventListener("beforeunload", (event) => {
    if (since && !whole && unsent().length) event.preventDefault();
  });

  window.addEventListener("pagehide", () => {
    if (whole) return;
    for (const name of unsent()) {
      const unit = unitNamed(name);
      const data = new FormData();
      const token = form.querySelector("[name=csrfmiddlewaretoken]");
      for (const [field, value] of Object.entries(fieldsOf(unit))) data.set(field, value);
      data.set("unit", name);
      data.set(token.name, token.value);
      navigator.sendBeacon(unit.getAttribute("hx-post"), data);
    }
  });

  // A grid by keys

  function cellBeside(unit, key) {
    const row = unit.parentElement;
    const flip = document.documentElement.dir === "rtl" ? -1 : 1;
    const across = { ArrowLeft: -flip, ArrowRight: flip }[key];
    if (across) {
      let cell = row.cells[unit.cellIndex + across];
      while (cell && !cell.dataset.unit) cell = row.cells[cell.cellIndex + across];
      return cell;
    }
    const rows = [...row.parentElement.rows];
    return rows[rows.indexOf(row) + (key === "ArrowUp" ? -1 : 1)]?.cells[unit.cellIndex];
  }

  form.addEventListener("keydown", (event) => {
    const unit = event.target.closest("td[data-unit]");
    if (!unit || event.ctrlKey || event.altKey || event.metaKey) return;
    if (!event.target.matches("select")) return;
    if (/^(Arrow(Left|Right|Up|Down)|Enter)$/.test(event.key)) {
      event.preventDefault();
      const cell = cellBeside(unit, event.key);
      cell?.querySelector("select")?.focus();
      cell?.scrollIntoView({ block: "nearest", inline: "nearest" });
    } else if (/^([0-3nN]|Delete|Backspace)$/.test(event.key)) {
      event.preventDefault();
      const key = event.key.toLowerCase();
      event.target.value = key.length > 1 ? "" : key === "n" ? "na" : key;
      event.target.dispatchEvent(new Event("change", { bubbles: true }));
    }
  });

  window.addEventListener("online", sendNextKept);
  document.addEventListener("visibilitychange", () => {
    if (!document.hidden) sendNextKept();
  });
  setInterval(sendNextKept, 10000);

  // One skill at a time, and keys

  const steps = form.classList.contains("sheet");

  // The next step is the one filled button of the view.
  function dress(unit) {
    unit.querySelector("[data-next]")?.classList.add("filled");
    const back = unit.querySelector("[data-back]");
    if (back) back.hidden = units()[0] === unit;
  }

  function show(unit, withFocus) {
    if (form.classList.contains("one")) dress(unit);
    for (const one of units()) one.classList.toggle("at", one === unit);
    for (const link of document.querySelectorAll(".skill-links a")) {
      if (link.hash === `#${unit.id}`) link.setAttribute("aria-current", "true");
      else link.removeAttribute("aria-current");
    }
    const list = units();
    form.querySelectorAll(".progress li").forEach((mark, index) => {
      mark.classList.toggle("at", list[index] === unit);
    });
    const label = form.querySelector(".progress b");
    if (label && steps) {
      label.textContent = form.dataset.step
        .replace("%(number)s", list.indexOf(unit) + 1)
        .replace("%(total)s", list.length);
    }
    if (withFocus) focusOn(unit);
  }

  function focusOn(unit) {
    const first = unit && unit.querySelector("legend, select");
    if (!first) return;
    first.focus({ preventScroll: true });
    unit.scrollIntoView({ block: steps ? "start" : "nearest", inline: "nearest" });
  }

  function go(unit, by) {
    const list = units();
    const next = list[list.indexOf(unit) + by];
    if (next) {
      history.replaceState(null, "", `#${next.id}`);
      show(next, true);
    } else if (by > 0) form.querySelector("[name=check]").focus();
  }

  function press(unit, event) {
    const value = event.key.toLowerCase() === "n" ? "na" : event.key;
    const field = named(unit).find((one) => one.type === "radio" && one.value === value);
    if (!field || value === "") return;
    event.preventDefault();
    field.checked = true;
    field.focus({ preventScroll: true });
    field.dispatchEvent(new Event("change", { bubbles: true }));
  }

  form.addEventListener("keydown", (event) => {
    if (!steps || event.ctrlKey || event.altKey || event.metaKey || event.isComposing) return;
    const unit = event.target.closest("[data-unit]");
    if (!unit || !event.target.matches("legend, input[type=radio]")) return;
    if (/^[0-3nN]$/.test(event.key)) press(unit, event);
    else if (event.key === "Enter") {
      event.preventDefault();
      go(unit, event.shiftKey ? -1 : 1);
    } else if (event.target.matches("legend")) {
      const step = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 }[event.key];
      if (!step) return;
      event.preventDefault();
      go(unit, step);
    }
  });

  form.addEventListener("click", (event) => {
    const unit = event.target.closest("[data-unit]");
    if (event.target.closest("[data-next]") && unit) {
      event.preventDefault();
      go(unit, 1);
    }
    if (event.target.closest("[data-back]") && unit) go(unit, -1);
    const open = event.target.closest("[data-open]");
    if (open) {
      event.preventDefault();
      const list = units();
      const at = list.findIndex((one) => one.classList.contains("at"));
      const order = [...list.slice(at + 1), ...list.slice(0, at + 1)];
      const next = order.find((one) => !fieldsOf(one)[one.dataset.unit]);
      if (next) show(next, true);
    }
    const all = event.target.closest("[data-all]");
    if (all) {
      form.classList.remove("one");
      form.querySelector(".progress p").hidden = true;
      all.hidden = true;
    }
  });

  function followAddress() {
    const unit = units().find((one) => `#${one.id}` === location.hash);
    if (unit) show(unit, true);
    return Boolean(unit);
  }

  function start() {
    for (const [name, one] of Object.entries(kept)) {
      const unit = unitNamed(name);
      if (!unit) continue;
      fillIn(unit, one.fields);
      say(unit, "kept");
    }
    showCounts();
    if (steps && !document.querySelector(".error-summary")) {
      form.classList.add("one");
      form.querySelector("[name=check]").classList.remove("filled");
      form.querySelector("#left").hidden = true;
      form.querySelector("[data-all]").hidden = false;
      window.addEventListener("hashchange", followAddress);
      const open = units().find((one) => !fieldsOf(one)[one.dataset.unit]);
      if (!followAddress()) show(open || units()[0], false);
    }
    // htmx listens to the units only once the page is ready; it has asked to be told before us.
    document.addEventListener("DOMContentLoaded", sendNextKept);
  }

  if (units().length) start();
})();
