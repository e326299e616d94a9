// What a page keeps on this device for one person (caches called own:…:PERSON) goes when they sign out here, and when
// somebody else signs in. What waits to be sent stays, and is shown to nobody else: own:waiting:PERSON tells how much.

const reader = document.body.dataset.reader ?? "";
const GONE = "own:gone";

async function letGo(except) {
  const names = "caches" in window ? await caches.keys() : [];
  await Promise.all(names.filter((name) => name.startsWith("own:") && !(except && name.endsWith(`:${except}`))).map((name) => caches.delete(name)));
}

// The page that signs out may be gone before everything is: then the next one ends it.
if (localStorage.getItem(GONE)) letGo("").then(() => localStorage.removeItem(GONE));
else if (reader) letGo(reader);

const signOut = document.querySelector("[data-own-waiting]");
if (signOut) {
  signOut.hidden = !localStorage.getItem(`own:waiting:${reader}`);
  signOut.parentElement.querySelector("form").addEventListener("submit", () => { localStorage.setItem(GONE, "yes"); letGo(""); });
}
