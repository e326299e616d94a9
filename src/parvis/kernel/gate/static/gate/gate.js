// Before a form with a gate is sent, a worker does a small sum beside the page. Whoever is faster waits a moment;
// where there are no workers the form goes as it is, and the server asks for a short wait instead.

function guard(gate) {
  const form = gate.closest("form");
  const work = gate.querySelector("[name=gate-work]");
  if (!form || work.value || !window.Worker) return;
  const worker = new Worker(gate.dataset.worker);
  const status = gate.querySelector("[role=status]");
  let busy = true;
  let waiting;
  const go = () => {
    busy = false;
    worker.terminate();
    status.textContent = "";
    if (waiting !== undefined) form.requestSubmit(waiting);
  };
  worker.onmessage = ({ data }) => { work.value = data; go(); };
  worker.onerror = go;
  form.addEventListener("submit", (event) => {
    if (!busy) return;
    event.preventDefault();
    waiting = event.submitter;
    status.textContent = gate.dataset.moment;
  });
  worker.postMessage({ challenge: gate.dataset.challenge, bits: Number(gate.dataset.bits) });
}

document.querySelectorAll("[data-gate]").forEach(guard);
