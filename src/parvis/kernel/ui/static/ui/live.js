// Fragments that stay current: an open stream says “changed”, htmx fetches the fragment anew. Without a stream they stay.
// <section data-live="STREAM" hx-get="FRAGMENT" hx-trigger="live" hx-swap="outerHTML">…</section>

const fragments = () => [...document.querySelectorAll("[data-live]")];

function follow(address) {
  let lost = false;
  const refresh = () => fragments()
    .filter((fragment) => fragment.dataset.live === address)
    .forEach((fragment) => window.htmx?.trigger(fragment, "live"));
  const stream = new EventSource(address);
  stream.addEventListener("message", refresh);
  stream.addEventListener("changed", refresh);
  stream.addEventListener("error", () => { lost = true; });
  stream.addEventListener("open", () => { if (lost) refresh(); lost = false; });
  window.addEventListener("pagehide", () => stream.close());
}

new Set(fragments().map((fragment) => fragment.dataset.live)).forEach(follow);
// A page that the browser kept in memory comes back with its streams closed.
window.addEventListener("pageshow", (event) => { if (event.persisted) new Set(fragments().map((f) => f.dataset.live)).forEach(follow); });
