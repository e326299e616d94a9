// Forms that lose nothing: typed text waits in this tab until it is sent; nothing is sent twice.

const summary = document.querySelector("[data-error-summary]");
if (summary) summary.focus();

// A click in a letter is enough: the page behind it sends the answer, which a mail scanner's visit does not.
document.querySelector("form[data-send-at-once]")?.requestSubmit();

const kept = (form) => `kept:${location.pathname}:${form.id || form.getAttribute("action") || ""}`;
const writable = (field) =>
  field.name && field.name !== "csrfmiddlewaretoken" && !["password", "hidden", "file", "submit"].includes(field.type) &&
  !field.matches("[data-forget], [autocomplete='one-time-code']");

function restore(form) {
  const saved = JSON.parse(sessionStorage.getItem(kept(form)) || "{}");
  for (const field of [...form.elements].filter(writable)) {
    const value = saved[`${field.name}=${["radio", "checkbox"].includes(field.type) ? field.value : ""}`];
    if (value === undefined) continue;
    if (field.type === "radio" || field.type === "checkbox") field.checked = value;
    else if (!field.value) field.value = value;
  }
}

function save(form) {
  const values = {};
  for (const field of [...form.elements].filter(writable)) {
    const ticked = field.type === "radio" || field.type === "checkbox";
    values[`${field.name}=${ticked ? field.value : ""}`] = ticked ? field.checked : field.value;
  }
  sessionStorage.setItem(kept(form), JSON.stringify(values));
}

for (const form of document.querySelectorAll("form[data-keep]")) {
  // A page that comes back with errors already holds what was typed.
  if (!form.querySelector("[data-invalid]")) restore(form);
  form.addEventListener("input", () => save(form));
  form.addEventListener("submit", () => sessionStorage.removeItem(kept(form)));
}

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.method !== "post" || event.defaultPrevented) return;
  if (form.dataset.sent) return event.preventDefault();
  form.dataset.sent = "yes";
  for (const button of form.querySelectorAll("button:not([type=button])")) button.setAttribute("aria-busy", "true");
});
// The page may come back from the browser's memory: then it can be sent again.
window.addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll("form[data-sent]")) {
    delete form.dataset.sent;
    form.querySelectorAll("[aria-busy]").forEach((button) => button.removeAttribute("aria-busy"));
  }
});

for (const area of document.querySelectorAll("[data-photographs]")) {
  const list = area.querySelector(".photo-previews");
  const inputs = area.querySelectorAll("input[type=file]");
  area.dataset.photographs = "ready";
  const show = () => {
    const files = [...inputs].flatMap((input) => [...input.files]);
    list.replaceChildren(...files.map((file) => {
      const item = document.createElement("li");
      const image = Object.assign(new Image(), { alt: "", src: URL.createObjectURL(file) });
      image.addEventListener("load", () => URL.revokeObjectURL(image.src));
      item.append(image, file.name);
      return item;
    }));
  };
  inputs.forEach((input) => input.addEventListener("change", show));
}

// One open panel at a time; Escape and a click elsewhere close it.
const panels = document.querySelectorAll("details.settings");
document.addEventListener("click", (event) => panels.forEach((panel) => panel.contains(event.target) || (panel.open = false)));
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  for (const panel of panels) if (panel.open) { panel.open = false; panel.querySelector("summary").focus(); }
});
