// Tasks on the calendar and on the board: each is dragged to another place, or put there with Shift and an arrow key. The server
// has the last word: it answers the page anew, with what it refused. And the links between the shapes take the filter along.
(() => {
  "use strict";
  const on = (kind, act) => document.addEventListener(kind, (event) => event.target instanceof Element && act(event));
  const NOT_KEPT = ["after", "before", "last", "view", "sort", "as", "day", "from", "page", "lines", "by", "output"];
  const DAY = 24 * 60 * 60 * 1000;
  let dragged = null;

  // --- putting a task somewhere ---------------------------------------------------------------------------
  const here = () => location.pathname + location.search;
  const placeOf = (element) => element?.closest("[data-place]");
  const put = (task, place) => {
    const was = placeOf(task)?.dataset.place;
    if (!place || place === was) return;
    const form = document.querySelector("#put");
    if ("ask" in task.dataset && place === "completed") {
      location.assign(`${task.dataset.put}?${new URLSearchParams({ status: place, next: here() })}`);
      return;
    }
    const focused = task.contains(document.activeElement) && document.activeElement.id;
    htmx
      .ajax("POST", task.dataset.put, {
        source: form,
        target: "#shape",
        select: "#shape",
        swap: "outerHTML",
        values: { [form.dataset.field]: place, was, next: here() },
      })
      .then(() => focused && document.getElementById(focused)?.focus());
  };

  on("dragstart", ({ target, dataTransfer }) => {
    dragged = target.closest("[data-put]");
    if (!dragged) return;
    dataTransfer.effectAllowed = "move";
    dataTransfer.setData("text/plain", dragged.dataset.put);
    dragged.classList.add("is-dragged");
  });
  const mark = (place) =>
    document.querySelectorAll(".is-target").forEach((each) => each.classList.toggle("is-target", each === place)) ||
    place?.classList.add("is-target");
  on("dragover", (event) => {
    const place = dragged && placeOf(event.target);
    mark(place);
    if (place) event.preventDefault();
  });
  on("drop", (event) => {
    const place = dragged && placeOf(event.target);
    if (!place) return;
    event.preventDefault();
    put(dragged, place.dataset.place);
  });
  on("dragend", () => {
    mark(null);
    dragged?.classList.remove("is-dragged");
    dragged = null;
  });

  // --- by keyboard: Shift and an arrow --------------------------------------------------------------------
  const later = (day, days) => new Date(Date.parse(`${day}T00:00Z`) + days * DAY).toISOString().slice(0, 10);
  const onCalendar = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -7, ArrowDown: 7 };
  const onBoard = { ArrowLeft: -1, ArrowRight: 1 };
  on("keydown", (event) => {
    const task = event.target.closest("[data-put]");
    const field = document.querySelector("#put")?.dataset.field;
    const step = (field === "to" ? onCalendar : onBoard)[event.key];
    if (!task || !step || !event.shiftKey || event.target.matches("input, select")) return;
    event.preventDefault();
    const place = placeOf(task);
    const places = [...document.querySelectorAll("[data-place]")];
    put(task, field === "to" ? later(place.dataset.place, step) : places[places.indexOf(place) + step]?.dataset.place);
  });

  // --- to a day that is typed -----------------------------------------------------------------------------
  on("click", ({ target }) => {
    const box = document.querySelector("#move-to");
    const task = target.closest("[data-move-to]")?.closest("[data-put]");
    if (target.closest("[data-close]")) box?.close();
    if (!box || !task) return;
    const form = box.querySelector("form");
    form.reset();
    form.action = task.dataset.put;
    form.elements.next.value = here();
    box.querySelector("[data-name]").textContent = task.dataset.name;
    box.showModal();
  });

  // --- another shape, a report: with the filter of this one -------------------------------------------------
  on("click", ({ target }) => {
    const link = target.closest("a[data-keeps-filter]");
    if (!link) return;
    const query = new URLSearchParams(location.search);
    NOT_KEPT.forEach((word) => query.delete(word));
    link.search = query.toString();
  });
})();
