// Asks this browser for an address at its push service and hands it to the city. Without it the page still lists devices.

const box = document.querySelector("[data-push]");
const form = box?.querySelector("form");
const bytes = (text) => Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (sign) => sign.charCodeAt(0));
const tell = (name) => { box.querySelectorAll("[data-say]").forEach((each) => { each.hidden = each.dataset.say !== name; }); };

async function subscribe(registration) {
  const key = bytes(box.dataset.key);
  const old = await registration.pushManager.getSubscription();
  const known = old && new Uint8Array(old.options.applicationServerKey);
  if (known && (known.length !== key.length || known.some((each, place) => each !== key[place]))) await old.unsubscribe();
  return registration.pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: key });
}

async function add() {
  if ((await Notification.requestPermission()) !== "granted") return tell("refused");
  const registration = await navigator.serviceWorker.register(box.dataset.worker);
  const { endpoint, keys } = (await subscribe(registration)).toJSON();
  const body = new FormData(form);
  for (const [name, value] of Object.entries({ endpoint, ...keys })) body.set(name, value);
  const answer = await fetch(form.action, { method: "POST", body });
  return answer.ok ? location.reload() : tell("failed");
}

if (box && "serviceWorker" in navigator && "PushManager" in window) {
  tell("");
  form.hidden = false;
  form.addEventListener("submit", (event) => { event.preventDefault(); add().catch(() => tell("failed")); });
}
