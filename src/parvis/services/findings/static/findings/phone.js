// A round on a phone. Findings are written to the phone first and sent from there, one by one, each with its own key:
// the server takes a key once. What was changed by others, or is refused, stays here until somebody decides about it.

const box = document.querySelector("[data-outbox]");
const me = box.dataset.person;
const home = box.dataset.home;
const LONG_SIDE = 2048; // pixels; the server keeps no more
const SECONDS_BETWEEN_TRIES = 20;

box.hidden = false;
const say = (name, on = true, count = "") => {
  const line = box.querySelector(`[data-say="${name}"]`);
  line.hidden = !on;
  const place = line.querySelector("[data-count]");
  if (place) place.textContent = count;
};

// ── what waits on this phone ──

const opened = () => new Promise((done, fail) => {
  const asked = indexedDB.open("rounds", 1);
  asked.onupgradeneeded = () => asked.result.createObjectStore("findings", { keyPath: "key" });
  asked.onsuccess = () => done(asked.result);
  asked.onerror = () => fail(asked.error);
});

async function stored(mode, act) {
  const base = await opened();
  return new Promise((done, fail) => {
    // Strict: it counts as written when it lies on the disk, for the battery may be empty a second later.
    const deal = base.transaction("findings", mode, { durability: "strict" });
    const asked = act(deal.objectStore("findings"));
    deal.oncomplete = () => { base.close(); done(asked.result); };
    deal.onabort = () => { base.close(); fail(deal.error); };
  });
}

const put = (item) => stored("readwrite", (all) => all.put(item));
const drop = (key) => stored("readwrite", (all) => all.delete(key));
const one = (key) => stored("readonly", (all) => all.get(key));
// A phone may pass through several hands: everybody sees what is theirs.
const mine = async () => (await stored("readonly", (all) => all.getAll()))
  .filter((item) => item.person === me).sort((a, b) => a.looked_at.localeCompare(b.looked_at));

// ── sending ──

// Who is signed in, and a fresh token: the one on a kept page may be old. Nothing when there is no network, or nobody.
async function admitted() {
  let answer;
  try {
    answer = await fetch(box.dataset.ready, { redirect: "manual", cache: "no-store", signal: AbortSignal.timeout(10_000) });
  } catch {
    say("offline");
    return null;
  }
  say("offline", false);
  const known = answer.ok ? await answer.json().catch(() => null) : null;
  say("later", !known && answer.status >= 500);
  say("signed-out", known?.person !== me && answer.status < 500);
  return known?.person === me ? known : null;
}

function letter(item) {
  const body = new FormData();
  for (const [name, value] of Object.entries(item.fields)) body.append(name, value);
  for (const name of ["key", "seen", "looked_at"]) body.append(name, item[name]);
  for (const name of ["before", "after"]) {
    const photo = item.photos[name];
    if (photo) body.append(name, new Blob([photo.bytes], { type: photo.type }), photo.name);
  }
  if (item.words_only) body.append("words_only", "1");
  return body;
}

// True when this one is settled, whatever became of it, and the next may go.
async function sent(item, token) {
  let answer;
  try {
    answer = await fetch(`${home}${item.report}/send/`,
      { method: "POST", body: letter(item), headers: { "X-CSRFToken": token }, redirect: "manual", signal: AbortSignal.timeout(120_000) });
  } catch {
    say("offline");
    return false;
  }
  const told = (answer.headers.get("Content-Type") ?? "").includes("json") ? await answer.json().catch(() => null) : null;
  if (answer.status === 201 && told) {
    // What else was written about the copy that this one was written about goes on from where this one left it.
    for (const other of await mine()) {
      if (other.key !== item.key && other.report === item.report && other.seen === item.seen) {
        await put({ ...other, seen: told.version });
      }
    }
    await drop(item.key);
    return true;
  }
  const isTooLarge = answer.status === 413;
  if (!isTooLarge && (!told || ![403, 404, 409, 422].includes(answer.status))) {
    say("later");
    return false;
  }
  const status = answer.status === 409 ? "conflict" : "refused";
  await put({ ...item, status, gone: answer.status === 404, now: told ?? { reason: "413" } });
  return true;
}

async function sendAll() {
  let settled = 0;
  const waiting = (await mine()).filter((item) => item.status === "waiting");
  const pass = waiting.length ? await admitted() : null;
  if (pass) {
    say("later", false);
    for (const { key } of waiting) {
      const item = await one(key); // it may have moved on with the one before
      if (!item || !(await sent(item, pass.token))) break;
      settled += 1;
    }
  }
  await show();
  return settled;
}

// Two windows of one phone take turns; if they did not, the key would still be the key. Whoever asks while it is being
// sent gets a turn afterwards, because they may have decided about something meanwhile.
let asked = false;
async function send() {
  if (asked) return;
  asked = true;
  const turn = () => { asked = false; return sendAll(); };
  const settled = await (navigator.locks ? navigator.locks.request("rounds", turn) : turn());
  if (settled) await renew();
}

// ── showing what waits ──

function drawn(item) {
  const line = box.querySelector("template[data-item]").content.cloneNode(true).firstElementChild;
  const write = (name, words) => { line.querySelector(`[data-${name}]`).textContent = words; };
  for (const part of line.querySelectorAll("[data-mark]")) part.hidden = !part.dataset.mark.split(" ").includes(item.status);
  line.dataset.key = item.key;
  write("title", item.title);
  write("saw", item.state);
  write("mine", [item.said, item.fields.words].filter(Boolean).join(" · "));
  write("now", [item.now?.state, item.now?.said].filter(Boolean).join(" · "));
  write("reason", item.now?.reason ?? "");
  const mend = line.querySelector("[data-mend]");
  mend.href = `${home}${item.report}/?mend=${item.key}`;
  mend.hidden ||= item.gone;
  for (const photo of Object.values(item.photos)) {
    const image = Object.assign(new Image(), { alt: "", src: URL.createObjectURL(new Blob([photo.bytes], { type: photo.type })) });
    image.addEventListener("load", () => URL.revokeObjectURL(image.src));
    line.querySelector("[data-photos]").append(image);
  }
  return line;
}

// A line that says the same stays the same element: a finger is perhaps on it, and whoever cannot see is inside it.
let lines = new Map();
function lineOf(item) {
  const words = JSON.stringify(item);
  const before = lines.get(item.key);
  return before?.words === words ? before : { words, line: drawn(item) };
}

// Taking an element away and putting it back loses the focus, too: only what is new is put in.
function arrange(list, wanted) {
  for (const line of [...list.children]) if (!wanted.includes(line)) line.remove();
  wanted.forEach((line, place) => { if (list.children[place] !== line) list.insertBefore(line, list.children[place] ?? null); });
}

async function show() {
  const items = await mine();
  lines = new Map(items.map((item) => [item.key, lineOf(item)]));
  const queue = box.querySelector("[data-queue]");
  queue.hidden = !items.length;
  queue.querySelector("[data-count]").textContent = items.length;
  arrange(queue.querySelector("[data-items]"), [...lines.values()].map(({ line }) => line));
  for (const stop of document.querySelectorAll("[data-stop]")) {
    stop.querySelector("[data-unsent]").hidden = !items.some((item) => item.report === stop.dataset.stop);
  }
  // The page on which one signs out reads this: see own.js.
  if (items.length) localStorage.setItem(`own:waiting:${me}`, items.length);
  else localStorage.removeItem(`own:waiting:${me}`);
}

const DECISIONS = {
  anyway: (item) => put({ ...item, status: "waiting", seen: item.now.version }),
  words: (item) => put({ ...item, status: "waiting", seen: item.now.version, words_only: true }),
  drop: (item, button) => confirm(button.dataset.sure) && drop(item.key),
};

box.addEventListener("click", async ({ target }) => {
  const button = target.closest("[data-do]");
  if (!button) return;
  await DECISIONS[button.dataset.do](await one(button.closest("[data-key]").dataset.key), button);
  await show();
  await send();
});
box.querySelector("[data-send-now]").addEventListener("click", send);
window.addEventListener("online", () => { say("offline", false); send(); });
window.addEventListener("offline", () => say("offline"));
document.addEventListener("visibilitychange", () => document.hidden || send());
setInterval(send, SECONDS_BETWEEN_TRIES * 1000);

// ── keeping the round for where there is no network ──

const HASHED = /\.[0-9a-f]{12}\./;
const worthKeeping = (address) => {
  const { origin, pathname } = new URL(address, location.href);
  return origin === location.origin && /^\/(static|ui|files)\//.test(pathname);
};
const bare = (address) => { const url = new URL(address, location.href); url.hash = ""; return url.href; };

function partsOf(text) {
  const page = new DOMParser().parseFromString(text, "text/html");
  const named = [...page.querySelectorAll("img[src], script[src]")].map((each) => each.getAttribute("src"));
  const linked = [...page.querySelectorAll("link[rel=stylesheet], link[rel=icon], use")].map((each) => each.getAttribute("href"));
  return [...named, ...linked].filter(worthKeeping).map(bare);
}

async function keep() {
  if (!("caches" in window)) return;
  const kept = await caches.open(`own:rounds:${me}`);
  const pages = [home, ...[...document.querySelectorAll("[data-stop] h2 a")].map((link) => link.getAttribute("href"))].map(bare);
  await document.fonts.ready;
  const parts = new Set(performance.getEntriesByType("resource").map(({ name }) => name).filter(worthKeeping).map(bare));
  let count = 0;
  for (const page of pages) {
    const answer = await fetch(page, { cache: "reload" });
    if (!answer.ok || answer.redirected) throw new Error("not kept");
    for (const part of partsOf(await answer.clone().text())) parts.add(part);
    await kept.put(page, answer);
    count += 1;
  }
  for (const part of parts) {
    const isThere = await kept.match(part);
    if (!isThere || !(HASHED.test(part) || part.includes("/files/"))) await kept.add(new Request(part, { cache: "reload" }));
  }
  const wanted = new Set([...pages, ...parts]);
  for (const request of await kept.keys()) if (!wanted.has(bare(request.url))) await kept.delete(request);
  say("kept", true, count - 1);
}

// The list as it is now, in place of the one that was read before the findings were sent.
async function renew() {
  const list = document.querySelector("#round");
  if (!list) return;
  const answer = await fetch(location.href, { cache: "reload" }).catch(() => null);
  if (!answer?.ok || answer.redirected) return;
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  list.replaceWith(document.adoptNode(page.querySelector("#round")));
  await show();
  await keep().catch(() => say("unkept"));
}

// ── writing down what was found ──

const form = document.querySelector("form[data-finding]");

async function smaller(file) {
  // A phone's own pictures are large and sometimes of a kind that only the phone can read: draw them here.
  try {
    const picture = await createImageBitmap(file);
    const scale = Math.min(1, LONG_SIDE / Math.max(picture.width, picture.height));
    const canvas = Object.assign(document.createElement("canvas"), { width: Math.round(picture.width * scale), height: Math.round(picture.height * scale) });
    canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height);
    const drawing = await new Promise((done) => canvas.toBlob(done, "image/jpeg", 0.85));
    return { bytes: await drawing.arrayBuffer(), type: "image/jpeg", name: "photo.jpg" };
  } catch {
    return { bytes: await file.arrayBuffer(), type: file.type, name: file.name };
  }
}

async function photosOf(earlier) {
  const photos = { ...earlier };
  for (const input of form.querySelectorAll("input[type=file]")) {
    if (input.files.length) photos[input.name] = await smaller(input.files[0]);
  }
  return photos;
}

function fieldsOf() {
  const apart = ["csrfmiddlewaretoken", "key", "seen", "looked_at"];
  return Object.fromEntries([...new FormData(form)].filter(([name, value]) => typeof value === "string" && !apart.includes(name)));
}

// Only the fields that the outcome asks for are seen, and they are required.
function adapt(needs, photos = {}) {
  const outcome = new FormData(form).get("outcome");
  const wanted = needs[outcome] ?? [];
  for (const name of ["day", "office"]) {
    const field = form.elements[name];
    field.closest(".field").hidden = !wanted.includes(name);
    field.required = wanted.includes(name);
  }
  const given = fieldsOf();
  const anything = given.priority || given.defect || photos.before || photos.after || [...form.querySelectorAll("input[type=file]")].some((input) => input.files.length);
  form.elements.words.required = wanted.includes("words") || (wanted.includes("anything") && !anything);
  for (const phrase of document.querySelectorAll("[data-outcome]")) phrase.hidden = Boolean(outcome && phrase.dataset.outcome && phrase.dataset.outcome !== outcome);
}

function offerPhrases() {
  for (const text of document.querySelectorAll("[data-phrase]")) {
    const all = text.closest("[data-phrases]");
    const use = Object.assign(document.createElement("button"), { type: "button", className: "chip", textContent: all.dataset.use });
    use.addEventListener("click", () => { form.elements.words.value = text.textContent.trim(); all.open = false; form.elements.words.focus(); });
    text.closest("li").append(use);
  }
}

async function write() {
  const needs = JSON.parse(document.getElementById("needs").textContent);
  const earlier = await one(new URLSearchParams(location.search).get("mend") ?? "");
  const mended = earlier?.person === me && earlier.report === form.dataset.finding ? earlier : null;
  for (const [name, value] of Object.entries(mended?.fields ?? {})) {
    const field = form.elements[name];
    if (field) field.value = value;
  }
  // A key of this very visit: the one on a kept page would be the same every time it is opened.
  const key = mended?.key ?? [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  const update = () => adapt(needs, mended?.photos);
  update();
  form.addEventListener("input", update);
  let busy = false;
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    update();
    if (busy || !form.reportValidity()) return;
    busy = true;
    const chosen = form.querySelector("[name=outcome]:checked");
    try {
      await put({
        key, person: me, report: form.dataset.finding, title: form.dataset.title, state: form.dataset.state,
        said: chosen.closest("label").textContent.trim(), fields: fieldsOf(), photos: await photosOf(mended?.photos),
        seen: form.elements.seen.value, looked_at: new Date().toISOString(), status: "waiting",
      });
    } catch {
      say("full");
      box.scrollIntoView();
      busy = false;
      return;
    }
    // Without a network only the worker can show another page; it is there from the second visit on.
    if (navigator.onLine || navigator.serviceWorker?.controller) return location.assign(home);
    await show();
    box.scrollIntoView();
  });
}

if (form) { offerPhrases(); await write(); }
navigator.storage?.persist?.();
if ("serviceWorker" in navigator) navigator.serviceWorker.register(box.dataset.worker, { scope: home });
await show();
if (document.querySelector("#round")) {
  // An arranging page is not the plain one; what it keeps is the same.
  if (navigator.onLine) await keep().catch(async () => { if (await admitted()) say("unkept"); });
  else say("offline");
}
await send();
