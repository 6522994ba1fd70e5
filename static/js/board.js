// Cards of a board are dragged to another column. The server takes the step and answers the board anew; what it refuses goes back
// to where it was, and app.js says why. Without a mouse the menu of a card leads to the same step.
(() => {
  "use strict";
  const columnOf = (element) => (element instanceof Element ? element.closest("[data-stage]") : null);
  let card = null; // under the pointer
  let sent = null; // the card that the server is asked about, and where it came from

  const over = (column) =>
    document.querySelectorAll("[data-stage]").forEach((each) => each.classList.toggle("is-over", each === column));
  const goBack = () => {
    sent?.list.insertBefore(sent.card, sent.before);
    sent = null;
  };

  document.addEventListener("dragstart", (event) => {
    card = event.target.closest?.("[data-drop]");
    if (!card) return;
    event.dataTransfer.effectAllowed = "move";
    event.dataTransfer.setData("text/plain", card.querySelector("a").href);
    card.classList.add("is-dragged");
  });
  document.addEventListener("dragover", (event) => {
    const column = card && columnOf(event.target);
    over(column === columnOf(card) ? null : column);
    if (column) event.preventDefault();
  });
  document.addEventListener("dragend", () => {
    card?.classList.remove("is-dragged");
    card = null;
    over(null);
  });
  document.addEventListener("drop", (event) => {
    const column = card && columnOf(event.target);
    if (!column) return;
    event.preventDefault();
    if (sent || column === columnOf(card)) return;
    sent = { card, list: card.parentElement, before: card.nextElementSibling };
    column.querySelector("ul").prepend(card);
    const values = { stage: column.dataset.stage, seen: card.dataset.seen, query: location.search };
    htmx.ajax("POST", card.dataset.drop, { target: "#board", select: "#board", swap: "outerHTML", values });
  });

  ["htmx:responseError", "htmx:sendError", "htmx:timeout"].forEach((kind) => document.addEventListener(kind, goBack));
  document.addEventListener("htmx:afterSwap", ({ detail }) => {
    if (detail.target.id === "board") sent = null;
  });
})();
