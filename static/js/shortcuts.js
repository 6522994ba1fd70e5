// The keyboard: the finder, and the shortcuts that the page declares with data-shortcut beside what they press.
(() => {
  "use strict";
  const one = (selector, root = document) => root.querySelector(selector);
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const finder = one("#finder");
  const help = one("#shortcuts");
  if (!finder) return;
  const field = one("input", finder);
  const isTyping = (target) => target.matches?.("input, select, textarea, [contenteditable]");
  const isOpen = () => one("dialog[open], .modal.show");
  const isOutOfReach = (element) => element.closest("[hidden], dialog:not([open]), .modal:not(.show), .offcanvas:not(.show)");

  const named = (element) => element.getAttribute("aria-label") || element.textContent.trim() || element.placeholder;

  // --- the finder ----------------------------------------------------------------------------------------
  const options = () => all("a[role=option]", finder);
  const choose = (option) => {
    options().forEach((each) => each.setAttribute("aria-selected", each === option));
    field.setAttribute("aria-activedescendant", option?.id ?? "");
    option?.scrollIntoView({ block: "nearest" });
  };
  const chosen = () => one('[aria-selected="true"]', finder);
  const open = () => {
    if (finder.open) return;
    window.bootstrap?.Offcanvas.getInstance(one("#sidebar"))?.hide();
    finder.showModal();
    field.value = "";
    field.focus();
    window.htmx.trigger(field, "open");
  };
  document.addEventListener("click", (event) => {
    if (event.target.closest?.("[data-find]")) open();
    if (event.target === finder || event.target === help) event.target.close(); // beside the dialog
  });
  // What the buttons and menus of the page do, as far as it fits what was typed; choosing it presses them.
  const acts = () => all(":is(.page-head, .filter-actions) :is(a, button)").filter((element) => !/dropdown|collapse/.test(element.dataset.bsToggle));
  const fits = (typed, label) => typed.split(/\s+/).every((word) => label.toLowerCase().includes(word));
  const asOption = (element, number) => {
    const option = Object.assign(document.createElement("a"), { href: "#", id: `found-here-${number}`, tabIndex: -1, ariaSelected: "false" });
    option.setAttribute("role", "option");
    const icon = one("svg", element);
    option.append(...(icon ? [icon.cloneNode(true)] : []), Object.assign(document.createElement("span"), { textContent: named(element) }));
    option.addEventListener("click", (event) => {
      event.preventDefault();
      finder.close();
      element.click();
    });
    return option;
  };
  const showActs = () => {
    const typed = field.value.trim().toLowerCase();
    const found = typed ? acts().filter((element) => fits(typed, named(element))) : [];
    if (!found.length) return;
    const group = one("template", finder).content.firstElementChild.cloneNode(true);
    group.append(...found.map(asOption));
    one(".panel-empty", finder)?.remove();
    one("#found").prepend(group);
  };
  finder.addEventListener("htmx:afterSwap", () => {
    showActs();
    choose(options()[0]);
  });
  field.addEventListener("keydown", (event) => {
    const found = options();
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && found.length) {
      event.preventDefault();
      choose(found[(found.indexOf(chosen()) + step + found.length) % found.length]);
    }
    if (event.key === "Enter") {
      event.preventDefault();
      chosen()?.click();
    }
  });

  // --- shortcuts -------------------------------------------------------------------------------------------
  const keysOf = (event) =>
    [event.ctrlKey && "Ctrl", event.altKey && "Alt", event.shiftKey && event.key.length > 1 && "Shift", event.key.length === 1 ? event.key.toUpperCase() : event.key].filter(Boolean).join("+");
  const here = () => all("[data-shortcut]").filter((element) => !isOutOfReach(element));
  const showHelp = () => {
    const rows = here().map((element) => {
      const row = document.createElement("div");
      const label = document.createElement("dt");
      const keys = document.createElement("dd");
      label.textContent = named(element);
      keys.append(Object.assign(document.createElement("kbd"), { textContent: element.dataset.shortcut }));
      row.append(label, keys);
      return row;
    });
    all("[data-where]", help).forEach((row) => (row.hidden = !one(row.dataset.where)));
    one("[data-here]", help).replaceChildren(...rows);
    help.showModal();
  };
  document.addEventListener("click", (event) => {
    if (event.target.closest?.("[data-side]")) one(".card-page").classList.toggle("without-side");
  });
  document.addEventListener("keydown", (event) => {
    const keys = keysOf(event);
    if (event.shiftKey && event.ctrlKey) return; // the browser's own
    if (keys === "Ctrl+K" || keys === "Alt+Q") {
      event.preventDefault();
      return isOpen() ? undefined : open();
    }
    if (isOpen() || (isTyping(event.target) && !event.altKey && !event.ctrlKey && !/^F\d/.test(event.key))) return;
    if (event.key === "?") return showHelp();
    const pressed = here().find((element) => element.dataset.shortcut === keys);
    if (!pressed) return;
    event.preventDefault();
    if (isTyping(pressed)) pressed.focus();
    else pressed.click();
  });
})();
