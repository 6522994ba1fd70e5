// Before anything is painted: <html data-theme="light|dark|auto"> becomes data-bs-theme="light|dark".
(() => {
  const root = document.documentElement;
  const device = matchMedia("(prefers-color-scheme: dark)");
  const apply = () => {
    const dark = root.dataset.theme === "dark" || (root.dataset.theme !== "light" && device.matches);
    root.dataset.bsTheme = dark ? "dark" : "light";
  };
  apply();
  device.addEventListener("change", apply);
  new MutationObserver(apply).observe(root, { attributeFilter: ["data-theme"] });
})();
