// Typing in a worksheet: a click opens a row, Enter saves it and goes to the empty one, Esc undoes, leaving a changed row saves it.
// Every row is a table body that the server answers anew (core/worksheets.py); here is only where the cursor goes.
(() => {
  "use strict";
  const sheet = (element) => element instanceof Element && element.closest("[data-worksheet]");
  const rowOf = (element, kind) => sheet(element) && element.closest(`tbody[data-${kind}]`);
  const fields = (root) => [...(root?.querySelectorAll("td:not([hidden]) :is(input, select)[name]:not([type=hidden])") ?? [])];
  const focus = (field) => field && setTimeout(() => comeTo(field.tomselect ?? field)); // once look-ups are furnished
  const comeTo = (field) => {
    if (field.settings) field.settings.openOnFocus = false; // its list would lie over the row that was just saved
    field.focus();
    if (field.settings) setTimeout(() => (field.settings.openOnFocus = true), 100);
  };
  const beginning = (row) => focus(fields(row).find((field) => field.value === "") ?? fields(row)[0]);
  let wanted = null; // the column whose input gets the cursor when its row arrives
  let goOn = false; // the row was saved by Enter: go on to the empty one

  const ask = (row, address) => htmx.ajax("GET", address, { target: row, swap: "outerHTML" });
  const open = (row, column) => {
    wanted = column;
    ask(row, row.dataset.row);
  };
  const undo = (row) => ask(row, `${row.dataset.typed}&${"new" in row.dataset ? "line&focus" : "shown"}`);
  const isChanged = (row) => row.querySelector("tr.changed");
  const save = (row) => row.querySelector(".row-actions form").requestSubmit();

  document.addEventListener("click", ({ target }) => {
    const row = rowOf(target, "row");
    if (target.closest?.("[data-undo]")) undo(rowOf(target, "typed"));
    else if (target.closest?.("[data-edit]")) open(row, 0);
    else if (row && !target.closest("a, button")) open(row, target.closest("td").cellIndex);
  });

  document.addEventListener("keydown", (event) => {
    const row = rowOf(event.target, "typed");
    if (!row || event.defaultPrevented || event.target.closest("button, .dropdown-active")) return;
    if (event.key === "Escape") undo(row);
    if (event.key !== "Enter") return;
    event.preventDefault();
    goOn = true;
    save(row);
  });

  document.addEventListener("input", ({ target }) => rowOf(target, "typed")?.querySelector(".typed").classList.add("changed"));

  document.addEventListener("focusout", ({ target }) => {
    const row = rowOf(target, "typed");
    if (!row || "new" in row.dataset) return;
    setTimeout(() => {
      const elsewhere = document.hasFocus() && !row.contains(document.activeElement) && !document.querySelector("dialog[open]");
      if (!row.isConnected || !elsewhere || row.querySelector(".htmx-request, [aria-invalid]")) return;
      if (isChanged(row)) save(row);
      else undo(row);
    }, 150);
  });

  document.addEventListener("htmx:load", ({ detail: { elt } }) => {
    if (!sheet(elt) || !elt.matches("tbody")) return;
    const typed = "typed" in elt.dataset;
    const wrong = typed && elt.querySelector("[aria-invalid]");
    if (wrong) focus(wrong);
    else if ("focus" in elt.dataset) beginning(elt);
    else if (typed && wanted !== null && !("new" in elt.dataset)) focus(fields(elt.rows[0].cells[wanted])[0] ?? fields(elt)[0]);
    else if (!typed && goOn) beginning(sheet(elt).querySelector("tbody[data-new]"));
    else return;
    wanted = null;
    goOn = false;
  });

  addEventListener("beforeunload", (event) => document.querySelector("[data-worksheet] .changed") && event.preventDefault());
})();
