// Ticks for steady.js.
addEventListener("message", ({ data: [which, milliseconds] }) => setInterval(() => postMessage(which), milliseconds));
