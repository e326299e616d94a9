// Ready answers: one press puts the words, and how the report ended, into the form. Without this they are there to copy.

for (const box of document.querySelectorAll("[data-use]")) {
  const form = box.closest("form");
  for (const text of box.querySelectorAll("[data-ready]")) {
    const use = Object.assign(document.createElement("button"), { type: "button", className: "chip", textContent: box.dataset.use });
    use.addEventListener("click", () => {
      const words = form.querySelector("textarea");
      words.value = text.textContent.trim();
      const ending = [...form.querySelectorAll("input[name=closing]")].find((each) => each.value === text.dataset.ready);
      if (ending) ending.checked = true;
      box.open = false;
      words.focus();
    });
    text.after(use);
  }
}
