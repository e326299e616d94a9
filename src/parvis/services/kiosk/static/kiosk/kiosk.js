// Clears the screen when nobody is there. Whoever is, is asked first and has half a minute to say so.
const IDLE_SECONDS = 90;
const ASKED_SECONDS = 30;
const kiosk = document.querySelector("[data-kiosk]");
const asks = document.querySelector("[data-still-there]");
let timer;

const clear = () => location.replace(kiosk.dataset.kiosk);
const wait = () => {
  clearTimeout(timer);
  timer = setTimeout(() => {
    asks.showModal();
    timer = setTimeout(clear, ASKED_SECONDS * 1000);
  }, IDLE_SECONDS * 1000);
};
asks.addEventListener("close", wait);
for (const sign of ["pointerdown", "keydown", "input", "scroll"]) {
  addEventListener(sign, () => asks.open || wait(), { passive: true });
}
// A page that comes back from the browser's memory may hold somebody's words.
addEventListener("pageshow", (event) => event.persisted && clear());
wait();

for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}
