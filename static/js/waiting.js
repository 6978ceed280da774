"use strict";
/* Pages beside a sheet or a grid: sends the answers that sheet.js has kept on this device, one
   after the other, and says so where some stay: no line, or somebody else changed the same. */
(() => {
  const places = [...document.querySelectorAll("[data-waiting]")];

  function read(key) {
    try {
      return JSON.parse(localStorage.getItem(key)) || {};
    } catch {
      return {};
    }
  }

  // The sheet itself may be open beside this page: only what has arrived is taken away.
  function forget(key, unit, one) {
    const kept = read(key);
    if (JSON.stringify(kept[unit]) === JSON.stringify(one)) delete kept[unit];
    if (Object.keys(kept).length) localStorage.setItem(key, JSON.stringify(kept));
    else localStorage.removeItem(key);
  }

  async function arrives(address, unit, fields) {
    const body = new FormData();
    for (const [name, value] of Object.entries(fields)) body.set(name, value);
    body.set("unit", unit);
    const token = document.querySelector("[name=csrfmiddlewaretoken]");
    body.set(token.name, token.value);
    try {
      const response = await fetch(address, { method: "POST", body });
      return ["saved", "taken"].includes(response.headers.get("X-Answer"));
    } catch {
      return false;
    }
  }

  async function sendAll() {
    let number = 0;
    for (const place of places) {
      const key = place.dataset.waiting;
      for (const [unit, one] of Object.entries(read(key))) {
        if (await arrives(place.dataset.send, unit, one.fields)) {
          forget(key, unit, one);
          number += 1;
        }
      }
    }
    // What the page says of the answers is old now.
    if (number) location.reload();
    else showWhatStays();
  }

  function showWhatStays() {
    for (const place of places) {
      if (!Object.keys(read(place.dataset.waiting)).length) continue;
      place.hidden = false;
      place.closest("[data-stays]").hidden = false;
    }
  }

  sendAll();
})();
