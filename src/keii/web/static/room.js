// Keys as readers of feeds know them, and nothing that a page needs to be read. No inline script anywhere: see the CSP.
"use strict";
(() => {
  const typing = (target) => target.closest("input, textarea, select, [contenteditable]");
  const items = () => [...document.querySelectorAll("[data-item]")].filter((item) => item.offsetParent !== null);
  const current = () => document.querySelector('[data-item][aria-current="true"]');

  function step(by) {
    const all = items();
    if (!all.length) return;
    const now = all.indexOf(current());
    const next = now < 0 ? (by > 0 ? 0 : all.length - 1) : Math.min(all.length - 1, Math.max(0, now + by));
    if (now >= 0) all[now].removeAttribute("aria-current");
    all[next].setAttribute("aria-current", "true");
    const link = all[next].querySelector("[data-open]") || all[next];
    link.focus({ preventScroll: true });
    all[next].scrollIntoView({ block: "nearest" });
  }

  function open(elsewhere) {
    const link = current()?.querySelector("[data-open]") || current()?.closest("[data-open]");
    if (!link) return;
    if (elsewhere) window.open(link.href, "_blank", "noopener");
    else link.click();
  }

  const follow = (selector) => document.querySelector(selector)?.click();

  async function keys() {
    const dialog = document.getElementById("keys");
    if (!dialog.innerHTML) {
      const answer = await fetch("/keys", { headers: { "HX-Request": "true" } });
      if (!answer.ok) return;
      dialog.innerHTML = await answer.text();
    }
    dialog.open ? dialog.close() : dialog.showModal();
  }

  const single = {
    j: () => step(1), k: () => step(-1), o: () => open(false), v: () => open(true),
    n: () => follow("[data-next]"), p: () => follow("[data-previous]"), u: () => follow("[data-up]"),
    "/": () => document.querySelector("[data-find]")?.focus(), "?": keys,
  };
  let going = 0;

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (event.key === "Escape" && typing(event.target)) { event.target.blur(); return; }
    if (typing(event.target) || document.querySelector("dialog[open]:not(#keys)")) return;
    if (going && Date.now() - going < 1500) {
      going = 0;
      const link = document.querySelector(`[data-go="${CSS.escape(event.key)}"]`);
      if (link) { event.preventDefault(); link.click(); }
      return;
    }
    if (event.key === "g") { going = Date.now(); return; }
    const own = document.querySelector(`[data-key="${CSS.escape(event.key)}"]`);
    if (own) { event.preventDefault(); own.click(); return; }
    const work = single[event.key];
    if (work) { event.preventDefault(); work(); }
  });

  document.addEventListener("click", (event) => {
    const link = event.target.closest("[data-keys]");
    if (link) { event.preventDefault(); keys(); }
  });
})();
