// The lines of a card: who types in the last blank one gets another below it, as far as the form takes more.
(() => {
  "use strict";
  const counter = (tab, name) => tab.querySelector(`[name$="-${name}_FORMS"]`);

  const numbered = (line, from, to) => {
    const elements = [line, ...line.querySelectorAll("*")];
    elements.forEach((element) =>
      ["id", "name", "for"].forEach((name) => {
        const value = element.getAttribute(name);
        if (value) element.setAttribute(name, value.replace(`-${from}-`, `-${to}-`));
      }),
    );
  };

  const add = (tab, last) => {
    const total = counter(tab, "TOTAL");
    const index = Number(total.value);
    if (index >= Number(counter(tab, "MAX_NUM").value)) return;
    const line = last.cloneNode(true);
    line.classList.remove("changed");
    line.querySelectorAll("input:not([type=hidden])").forEach((input) => input.setAttribute("value", (input.value = "")));
    line.querySelectorAll(".invalid-feedback").forEach((error) => error.remove());
    line.querySelectorAll(".step-day").forEach((cell) => cell.replaceChildren());
    numbered(line, index - 1, index);
    last.after(line);
    total.value = index + 1;
  };

  document.addEventListener("input", (event) => {
    const line = event.target.closest(".new-line");
    if (line && !line.nextElementSibling) add(line.closest(".fasttab"), line);
  });
})();
