// Files dropped anywhere on the page go into the form's field.
"use strict";
(() => {
  const form = document.querySelector("[data-drop]");
  const field = form?.querySelector('input[type="file"]');
  if (!field) return;
  const holds = (event) => [...(event.dataTransfer?.types || [])].includes("Files");
  addEventListener("dragover", (event) => { if (holds(event)) { event.preventDefault(); form.classList.add("dropping"); } });
  addEventListener("dragleave", (event) => { if (!event.relatedTarget) form.classList.remove("dropping"); });
  addEventListener("drop", (event) => {
    if (!holds(event)) return;
    event.preventDefault();
    form.classList.remove("dropping");
    field.files = event.dataTransfer.files;
  });
  // What a file says of itself beats the day in the field, which is meant for pasted text.
  const day = form.querySelector("#published");
  field.addEventListener("change", () => { if (field.files.length && day.value === day.defaultValue) day.value = ""; });
})();
