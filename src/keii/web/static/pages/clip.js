// A clip: what is shown is remembered, a claim lights up with its source and cue, words can be chosen to be put right.
"use strict";
(() => {
  const page = document.querySelector(".clip");
  const text = page?.querySelector(".text");
  if (!text) return;

  // which kinds are shown, kept for the next clip
  const boxes = [...page.querySelectorAll(".layers input")];
  const KEPT = "keii.hidden";
  let hidden = [];
  try { hidden = JSON.parse(localStorage.getItem(KEPT) || "[]"); } catch { hidden = []; }
  const focusable = () => boxes.forEach((box) => {
    const kind = box.id.slice(5);
    const of = { GPE: ".f.kind-GPE, .f.kind-LOC", claim: ".f.cue" }[kind] || `.f.kind-${kind}`;
    text.querySelectorAll(of).forEach((found) => {
      if (found.getAttribute("aria-describedby")) found.tabIndex = box.checked ? 0 : -1;
    });
  });
  boxes.forEach((box) => {
    if (Array.isArray(hidden) && hidden.includes(box.id)) box.checked = false;
    box.addEventListener("change", () => {
      localStorage.setItem(KEPT, JSON.stringify(boxes.filter((b) => !b.checked).map((b) => b.id)));
      focusable();
    });
  });
  if (boxes.some((box) => !box.checked)) focusable();

  // a claim and its parts
  const light = (target, on) => {
    const of = (target.dataset.claims || target.dataset.claim || "").split(" ").filter(Boolean);
    for (const n of of) {
      page.querySelectorAll(`[data-claims~="${n}"], [data-claim="${n}"]`).forEach((part) => part.classList.toggle("lit", on));
    }
  };
  for (const [begin, end] of [["pointerover", "pointerout"], ["focusin", "focusout"]]) {
    page.addEventListener(begin, (event) => { const at = event.target.closest?.("[data-claims], [data-claim]"); if (at) light(at, true); });
    page.addEventListener(end, (event) => { const at = event.target.closest?.("[data-claims], [data-claim]"); if (at) light(at, false); });
  }

  // 縦書き: the wheel turns the page sideways
  if (text.classList.contains("down")) {
    text.addEventListener("wheel", (event) => {
      if (event.deltaX || event.ctrlKey || event.shiftKey) return;
      const before = text.scrollLeft;
      text.scrollLeft -= event.deltaY;
      if (text.scrollLeft !== before) event.preventDefault();
    }, { passive: false });
  }

  // words chosen in the text: their place in code points
  const place = (node, offset) => {
    const line = (node.nodeType === 1 ? node : node.parentElement).closest("[data-at]");
    if (!line || !text.contains(line)) return null;
    const walker = document.createTreeWalker(line, NodeFilter.SHOW_TEXT, (n) =>
      n.parentElement.closest(".card") ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT);
    const upTo = document.createRange();
    upTo.setStart(line, 0);
    upTo.setEnd(node, offset);
    let at = Number(line.dataset.at);
    for (let n = walker.nextNode(); n; n = walker.nextNode()) {
      if (n === node) return at + [...n.data.slice(0, offset)].length;
      if (upTo.comparePoint(n, 0) > 0) break;
      at += [...n.data].length;
    }
    return at;
  };
  let picker = null;
  const away = () => { picker?.remove(); picker = null; };
  document.addEventListener("selectionchange", () => { if (document.getSelection().isCollapsed) away(); });
  document.addEventListener("pointerup", () => setTimeout(choose, 0));
  document.addEventListener("keyup", (event) => { if (event.shiftKey || event.key === "Shift") choose(); });

  function choose() {
    const selection = document.getSelection();
    if (!selection.rangeCount || selection.isCollapsed) { away(); return; }
    const range = selection.getRangeAt(0);
    if (!text.contains(range.commonAncestorContainer)) return;
    const start = place(range.startContainer, range.startOffset);
    const end = place(range.endContainer, range.endOffset);
    if (start === null || end === null || end <= start) return;
    const field = document.querySelector("#fix [data-words].waiting, #fix [data-words]");
    away();
    picker = document.createElement("div");
    picker.className = "picker";
    if (field) {
      const button = document.createElement("button");
      button.type = "button";
      button.textContent = field.dataset.words;
      button.addEventListener("click", () => {
        field.value = selection.toString();
        const form = field.form;
        form.elements[`${field.name}_at`].value = `${start}-${end}`;
        away();
        field.focus();
      });
      picker.append(button);
    } else {
      const link = document.createElement("a");
      link.className = "button";
      link.href = `/clip/${page.dataset.clip}?fix=new&words=${start}-${end}#fix`;
      link.textContent = text.dataset.choose;
      picker.append(link);
    }
    document.body.append(picker);
    const box = range.getBoundingClientRect();
    picker.style.insetInlineStart = `${Math.max(4, box.left + scrollX)}px`;
    picker.style.insetBlockStart = `${box.bottom + scrollY + 6}px`;
  }

  document.addEventListener("focusin", (event) => {
    if (!event.target.matches?.("[data-words]")) return;
    document.querySelectorAll("[data-words].waiting").forEach((f) => f.classList.remove("waiting"));
    event.target.classList.add("waiting");
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && document.activeElement?.closest?.(".f")) document.activeElement.blur();
  });
})();
