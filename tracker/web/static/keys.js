"use strict";
// j and k go through the items of a page, o opens one; / finds, g is the board, ? names the keys.
(() => {
  const items = () => [...document.querySelectorAll("[data-item]")].filter((each) => each.offsetParent !== null);
  let here = -1;
  const go = (to) => {
    const all = items();
    if (!all.length) return;
    if (all[here]) all[here].classList.remove("here");
    here = Math.max(0, Math.min(all.length - 1, to));
    all[here].classList.add("here");
    all[here].scrollIntoView({ block: "nearest" });
    const link = all[here].querySelector("a[data-open]");
    if (link) link.focus({ preventScroll: true });
  };
  const keys = {
    j: () => go(here + 1),
    k: () => go(here - 1),
    o: () => items()[here]?.querySelector("a[data-open]")?.click(),
    g: () => { location.href = "/"; },
    "/": () => document.getElementById("find").focus(),
    "?": () => document.getElementById("keys").showModal(),
  };
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.closest("input, textarea, select, dialog")) return;
    const act = keys[event.key];
    if (act) { event.preventDefault(); act(); }
  });
})();
