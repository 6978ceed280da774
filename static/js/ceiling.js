"use strict";
/* The slider of the draft: says beside it what the ceiling at which it stands costs and closes, as
   the table below has it. Without this file the table and the button do. */
(() => {
  const form = document.querySelector("[data-ceilings]");
  if (!form) return;
  const slider = form.querySelector("[type=range]");
  const output = form.querySelector("output");
  const table = document.getElementById(form.dataset.ceilings);
  const heads = [...table.tHead.rows[0].cells].map((cell) => cell.textContent.trim());

  function say() {
    const row = table.querySelector(`[data-share="${slider.value}"]`);
    const texts = [...row.cells].map((cell, n) => `${heads[n]} ${cell.textContent.trim()}`);
    output.textContent = texts.join(" · ");
    for (const other of table.tBodies[0].rows) other.classList.toggle("marked", other === row);
  }

  slider.addEventListener("input", say);
  say();
})();
