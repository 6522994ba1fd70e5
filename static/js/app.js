// Everything the pages do in the browser beyond links, forms and htmx. One listener a kind of event, on the document, so that
// whatever htmx brings in works without being told. Texts come from the page (base.html), already translated.
(() => {
  "use strict";
  const one = (selector, root = document) => root.querySelector(selector);
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const words = () => one("#words")?.dataset ?? {};
  const on = (kind, act, options) => document.addEventListener(kind, act, options);
  const onTarget = (kind, selector, act, options) =>
    on(kind, (event) => {
      const found = event.target instanceof Element && event.target.closest(selector);
      if (found) act(found, event);
    }, options);

  // --- are you sure? ----------------------------------------------------------------------------------
  let asked = null;
  onTarget("click", "[data-confirm]", (element, event) => {
    if (element === asked) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    const box = one("#ask");
    const yes = one("[data-yes]", box);
    one("[data-sentence]", box).textContent = element.dataset.confirm;
    yes.textContent = element.dataset.confirmOk || words().ok;
    yes.className = "confirmDanger" in element.dataset ? "btn btn-danger" : "btn btn-primary";
    box.returnValue = "";
    box.onclose = () => {
      if (box.returnValue !== "yes") return;
      asked = element;
      element.click();
      asked = null;
    };
    box.showModal();
  }, true);

  // --- short messages that go away ----------------------------------------------------------------------
  const say = (text) => {
    const toast = one("#toast").content.firstElementChild.cloneNode(true);
    one("[data-text]", toast).textContent = text;
    one("#toasts").append(toast);
    setTimeout(() => toast.remove(), 12000);
  };
  onTarget("click", "[data-dismiss]", (button) => button.closest(".notice").remove());

  on("htmx:responseError", ({ detail: { xhr } }) => {
    const plain = xhr.getResponseHeader("Content-Type")?.startsWith("text/plain");
    say((plain && xhr.responseText.slice(0, 400)) || (xhr.status === 403 ? words().forbidden : words().error));
  });
  on("htmx:sendError", () => say(words().offline));
  on("htmx:timeout", () => say(words().offline));
  on("htmx:beforeSwap", (event) => {
    // The session has ended: a part of the page must not become the login page.
    const answered = event.detail.xhr.responseURL;
    if (!answered || !words().login || new URL(answered).pathname !== words().login) return;
    event.detail.shouldSwap = false;
    location.reload();
  });

  // --- look-ups of long lists -----------------------------------------------------------------------------
  const lookUp = (select) => {
    const other = select.dataset.lookupWith && one(select.dataset.lookupWith);
    let answered = { query: null, values: new Set() };
    const fits = (query) => (row) =>
      query === answered.query ? answered.values.has(String(row.value)) : row.text.toLowerCase().includes(query.toLowerCase());
    const browse = () => answered.query !== "" && !box.loading && !box.inputValue() && box.load("");
    const box = new window.TomSelect(select, {
      valueField: "value",
      labelField: "text",
      searchField: [],
      score: (query) => (row) => Number(fits(query)(row)), // the server has searched; until it answers, what is here
      maxOptions: 50,
      dropdownParent: select.closest(".list-scroll") ? "body" : null, // what scrolls would cut it off
      refreshThrottle: 0, // else a quick Enter would take the first of what was there before
      loadThrottle: 200,
      shouldLoad: () => true,
      onFocus: () => browse(),
      onDropdownOpen: () => browse(),
      plugins: select.multiple
        ? { remove_button: { title: words().clear } }
        : select.required ? {} : { clear_button: { title: words().clear } },
      load(query, answer) {
        const address = new URL(select.dataset.lookup, location.href);
        address.searchParams.set("q", query);
        if (other) address.searchParams.set(other.name, other.value);
        fetch(address, { headers: { Accept: "application/json" } })
          .then((response) => (response.ok ? response.json() : Promise.reject(response)))
          .then(({ results }) => {
            if (query === this.inputValue()) {
              answered = { query, values: new Set(results.map((row) => String(row.value))) };
              this.clearOptions();
            } else results = undefined; // one has been picked, or typed on
            this.isInputHidden = !this.isOpen; // an answer that comes too late does not open it again
            answer(results);
            this.inputState();
          })
          .catch(() => answer());
      },
      render: {
        option: (row, escape) =>
          `<div><span>${escape(row.text)}</span>${row.hint ? `<span class="lookup-hint">${escape(row.hint)}</span>` : ""}</div>`,
        no_results: () => `<div class="no-results">${words().nothing}</div>`,
        loading: () => `<div class="no-results">${words().searching}</div>`,
      },
    });
    if (select.autofocus) box.focus();
    select.autofocus = false; // else what brought the row in would focus the hidden select
    select.setAttribute("aria-hidden", "true"); // its label and its keyboard have moved to Tom Select's box
    other?.addEventListener("change", () => box.clearOptions());
  };
  const furnish = (root) => all("select[data-lookup]:not(.tomselected)", root).forEach(lookUp);
  on("htmx:load", ({ detail }) => furnish(detail.elt.parentElement ?? detail.elt));

  // --- filters: what is left blank stays out of the address ---------------------------------------------------
  on("htmx:configRequest", ({ detail: { elt, formData } }) => {
    if (!elt.matches(".filter-bar")) return;
    [...formData].filter(([, value]) => value === "").forEach(([name]) => formData.delete(name));
  });

  // --- picking rows ---------------------------------------------------------------------------------------
  const boxes = (list) => all('input[type="checkbox"][name="selected"]', list);
  const showSelection = (list, everything = false) => {
    const picked = boxes(list).filter((box) => box.checked).length;
    const whole = one("[data-select-page]", list);
    const bar = one("[data-selection-bar]", list);
    boxes(list).forEach((box) => box.closest("tr").classList.toggle("picked", box.checked));
    if (whole) {
      whole.checked = picked > 0 && picked === boxes(list).length;
      whole.indeterminate = picked > 0 && !whole.checked;
    }
    if (!bar) return;
    const widen = one("[data-select-all-results]", bar);
    const flag = one("[data-all-results]", bar);
    if (flag) flag.value = everything ? "1" : "";
    one("[data-selection-count]", bar).textContent = everything ? widen.dataset.total : picked;
    if (widen) widen.hidden = everything;
    bar.hidden = picked === 0;
  };
  const pick = (element, checked, everything) => {
    const list = element.closest("[data-selectable]");
    boxes(list).forEach((box) => (box.checked = checked));
    showSelection(list, everything);
  };
  onTarget("change", "[data-select-page]", (box) => pick(box, box.checked));
  onTarget("click", "[data-select-all-results]", (button) => pick(button, true, true));
  onTarget("click", "[data-selection-clear]", (button) => pick(button, false));
  onTarget("change", '[data-selectable] input[name="selected"]', (box) => showSelection(box.closest("[data-selectable]")));

  // --- filter to this value: the cell under the pointer, or the one the keyboard is in ------------------------
  const offerFilter = (cell) => {
    if (one("button[data-only]", cell)) return;
    const column = cell.closest("table").tHead?.rows[0].cells[cell.cellIndex]?.dataset.column;
    const offer = one("button[data-only]") ?? one("#only")?.content.firstElementChild.cloneNode(true);
    if (!column || !offer) return offer?.remove();
    offer.dataset.only = column;
    cell.append(offer);
  };
  onTarget("mouseover", ".list-table tbody td", offerFilter);
  onTarget("focusin", ".list-table tbody td", offerFilter);
  onTarget("click", "button[data-only]", (button) => {
    const address = new URL(location.href);
    ["after", "before", "last"].forEach((word) => address.searchParams.delete(word));
    address.searchParams.set("only", button.dataset.only);
    address.searchParams.set("row", button.closest("tr").dataset.row);
    location.assign(address);
  });

  // --- cards: what was open stays open, nothing typed is lost ------------------------------------------------
  const shelf = `fasttabs:${document.body.dataset.page}`;
  const kept = () => JSON.parse(localStorage.getItem(shelf) ?? "{}");
  const reveal = (field) => {
    for (let tab = field?.closest("details"); tab; tab = tab.parentElement.closest("details")) tab.open = true;
  };
  onTarget("click", ".fasttab[id] > summary", ({ parentElement: tab }) =>
    setTimeout(() => localStorage.setItem(shelf, JSON.stringify({ ...kept(), [tab.id]: tab.open }))));
  on("invalid", ({ target }) => reveal(target), true); // a required field in a closed tab could not be shown
  onTarget("click", 'a[href^="#"]', (link) => {
    const field = document.getElementById(link.hash.slice(1));
    reveal(field);
    if (field?.matches("input, select, textarea")) setTimeout(() => (field.tomselect ?? field).focus());
  });

  const dirty = () => one("form[data-dirty-guard][data-dirty]");
  onTarget("input", "form[data-dirty-guard]", (form, { target }) => {
    form.dataset.dirty = "";
    target.closest(".worksheet tbody tr")?.classList.add("changed");
  });
  on("submit", ({ target }) => delete target.dataset.dirty);
  addEventListener("beforeunload", (event) => dirty() && event.preventDefault());
  onTarget("change", "[data-autosubmit]", ({ form }) => form.requestSubmit());

  // --- a field that needs another one opens once that is filled ----------------------------------------
  onTarget("change", "form", (form) =>
    all("[data-needs]", form).forEach((field) => {
      const other = form.elements[field.dataset.needs];
      field.disabled = other.disabled || !(other.type === "checkbox" ? other.checked : other.value);
    }));

  on("keydown", (event) => {
    if (event.key === "s" && (event.ctrlKey || event.metaKey) && one("form[data-dirty-guard]")) {
      event.preventDefault();
      one("form[data-dirty-guard]").requestSubmit();
    }
    if (event.key === "F8" && event.target.matches(".worksheet input, .worksheet select")) copyFromAbove(event);
  });
  const copyFromAbove = (event) => {
    const cell = event.target.closest("td");
    const above = cell.parentElement.previousElementSibling?.cells[cell.cellIndex];
    const source = above && one("input, select", above);
    if (!source) return;
    event.preventDefault();
    event.target.value = source.value;
    event.target.dispatchEvent(new Event("input", { bubbles: true }));
    event.target.dispatchEvent(new Event("change", { bubbles: true }));
  };

  // --- a row that the server answers anew: what was typed into it meanwhile stays, and is sent after it ---------
  const cells = (row) => all("input:not([type=hidden]), select:not([data-lookup])", row);
  on("htmx:beforeRequest", ({ detail: { target } }) => {
    if (target.matches?.("[data-keep-typed]")) cells(target).forEach((cell) => (cell.dataset.sent = cell.value));
  });
  on("htmx:beforeSwap", ({ detail: { target } }) => {
    if (!target.matches?.("[data-keep-typed]")) return;
    const typed = cells(target).filter((cell) => "sent" in cell.dataset && cell.value !== cell.dataset.sent);
    document.addEventListener("htmx:afterSettle", () => typed.forEach(typeAgain), { once: true });
  });
  const typeAgain = ({ id, value }) => {
    const cell = document.getElementById(id);
    if (!cell) return;
    const send = () => cell.dispatchEvent(new Event("change", { bubbles: true }));
    cell.value = value;
    if (cell === document.activeElement) cell.addEventListener("blur", send, { once: true });
    else send();
  };

  // --- what is being dragged is not swapped away: what came meanwhile is asked for again once it is let go -------
  let dragged = null;
  let missed = null;
  on("dragstart", ({ target }) => (dragged = target instanceof Element ? target : null));
  on("htmx:beforeSwap", ({ detail }) => {
    if (!dragged || !detail.target.contains(dragged)) return;
    detail.shouldSwap = false;
    missed = detail.requestConfig.elt;
  });
  on("dragend", () => {
    const form = missed?.matches("form") && missed;
    dragged = missed = null;
    if (!form) return;
    const again = () => htmx.trigger(form, "submit");
    if (one(".htmx-request")) on("htmx:afterSettle", again, { once: true }); // it was dropped somewhere
    else again();
  });

  // --- a cell the cursor comes to is typed over, as in a spreadsheet --------------------------------------------
  onTarget("focusin", ".worksheet input:not([type=checkbox])", (input) => input.select());

  // --- choosing columns: the order of the list is the order of the columns -----------------------------------
  onTarget("click", "[data-chooser] [data-move]", (button) => {
    const row = button.closest("li");
    if (button.dataset.move === "up") row.previousElementSibling?.before(row);
    else row.nextElementSibling?.after(row);
    button.focus();
    if (document.activeElement !== button) one(`[data-move]:not([data-move="${button.dataset.move}"])`, row).focus(); // at the end
  });

  // --- the frame: theme, demo logins ---------------------------------------------------------------------------
  onTarget("click", "[data-theme-form] button", (button, event) => {
    event.preventDefault();
    document.documentElement.dataset.theme = button.value;
    all("button", button.form).forEach((each) => each.setAttribute("aria-pressed", each === button));
    const choice = new FormData(button.form, button);
    fetch(button.form.action, { method: "POST", body: choice, headers: { "X-Requested-With": "fetch" } });
  });
  onTarget("click", "[data-login]", (button) => {
    const form = one("#login-form");
    form.elements.username.value = button.dataset.login;
    form.elements.password.value = button.dataset.password;
    one("button[type=submit]", form).focus();
  });

  const start = () => {
    const open = kept();
    all(".fasttab").forEach((tab) => {
      if (tab.id && tab.id in open) tab.open = open[tab.id];
      if (one(".is-invalid", tab)) tab.open = true;
    });
    one(".stepper .current")?.scrollIntoView({ block: "nearest", inline: "center" }); // on a phone it lies beyond the edge
    all("[data-selectable]").forEach((list) => showSelection(list)); // the browser may have kept the ticks
    furnish(document);
  };
  start();
})();
