// Passkeys: a form that asks the device first and sends its answer. `data-passkey` is get (who are you) or create
// (a new one); without a browser that knows them the form stays hidden, and says so where it can.

const decode = (text) =>
  Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (letter) => letter.charCodeAt(0));

const encode = (bytes) =>
  btoa(String.fromCharCode(...new Uint8Array(bytes))).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");

const named = (list) => list?.map((one) => ({ ...one, id: decode(one.id) }));

function asked(options) {
  const user = options.user && { ...options.user, id: decode(options.user.id) };
  return {
    ...options,
    ...(user && { user }),
    challenge: decode(options.challenge),
    allowCredentials: named(options.allowCredentials),
    excludeCredentials: named(options.excludeCredentials),
  };
}

function answered(key) {
  const { response } = key;
  const parts = ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"];
  const sent = Object.fromEntries(parts.filter((name) => response[name]).map((name) => [name, encode(response[name])]));
  if (response.getTransports) sent.transports = response.getTransports();
  return JSON.stringify({ id: key.id, rawId: encode(key.rawId), type: key.type, response: sent });
}

async function ask(form) {
  const response = await fetch(form.dataset.options, { credentials: "same-origin" });
  if (!response.ok) throw new Error(`${response.status}`);
  const publicKey = asked(await response.json());
  return answered(await navigator.credentials[form.dataset.passkey]({ publicKey }));
}

for (const form of document.querySelectorAll("[data-passkey]")) {
  if (!window.PublicKeyCredential) continue;
  form.hidden = false;
  const refused = form.querySelector("[data-refused]");
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    refused.hidden = true;
    try {
      form.elements.answer.value = await ask(form);
      form.submit();
    } catch {
      refused.hidden = false; // called off, taken too long, or a key that is there already
    }
  });
}
