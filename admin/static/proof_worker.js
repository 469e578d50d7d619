// Solves the sum of a form: for each of eight places a number that makes SHA-256("token:place:number") begin with
// enough zero bits. Only trying finds it. SHA-256 is written out here, since the browser's own answers each try
// with a promise, and not at all on a page without https.
const K = new Uint32Array(64);
const FIRST = new Uint32Array(8);
for (let candidate = 2, found = 0; found < 64; candidate++) {
  let prime = true;
  for (let factor = 2; factor * factor <= candidate; factor++) if (candidate % factor === 0) { prime = false; break; }
  if (!prime) continue;
  const bits = (root) => Math.floor((root - Math.floor(root)) * 2 ** 32);
  if (found < 8) FIRST[found] = bits(Math.sqrt(candidate));
  K[found++] = bits(Math.cbrt(candidate));
}
const W = new Uint32Array(64);

function mix(state, bytes, offset) {
  for (let i = 0; i < 16; i++, offset += 4) {
    W[i] = (bytes[offset] << 24) | (bytes[offset + 1] << 16) | (bytes[offset + 2] << 8) | bytes[offset + 3];
  }
  for (let i = 16; i < 64; i++) {
    const a = W[i - 15], b = W[i - 2];
    W[i] = W[i - 16] + W[i - 7] + (((a >>> 7) | (a << 25)) ^ ((a >>> 18) | (a << 14)) ^ (a >>> 3))
      + (((b >>> 17) | (b << 15)) ^ ((b >>> 19) | (b << 13)) ^ (b >>> 10));
  }
  let [a, b, c, d, e, f, g, h] = state;
  for (let i = 0; i < 64; i++) {
    const one = (h + (((e >>> 6) | (e << 26)) ^ ((e >>> 11) | (e << 21)) ^ ((e >>> 25) | (e << 7)))
      + ((e & f) ^ (~e & g)) + K[i] + W[i]) | 0;
    const two = ((((a >>> 2) | (a << 30)) ^ ((a >>> 13) | (a << 19)) ^ ((a >>> 22) | (a << 10)))
      + ((a & b) ^ (a & c) ^ (b & c))) | 0;
    h = g; g = f; f = e; e = (d + one) | 0; d = c; c = b; b = a; a = (one + two) | 0;
  }
  state[0] += a; state[1] += b; state[2] += c; state[3] += d;
  state[4] += e; state[5] += f; state[6] += g; state[7] += h;
}

// The whole blocks of the prefix are mixed once; each try mixes only the last one or two.
function solve(prefix, zeros) {
  const whole = prefix.length - (prefix.length % 64);
  const encode = (text) => Uint8Array.from(text, (letter) => letter.charCodeAt(0));
  const start = FIRST.slice();
  const head = encode(prefix.slice(0, whole));
  for (let offset = 0; offset < whole; offset += 64) mix(start, head, offset);
  const rest = prefix.slice(whole);
  const state = new Uint32Array(8);
  for (let number = 0; ; number++) {
    const text = rest + number;
    const tail = new Uint8Array(text.length < 56 ? 64 : 128);
    for (let i = 0; i < text.length; i++) tail[i] = text.charCodeAt(i);
    tail[text.length] = 0x80;
    const bits = (whole + text.length) * 8;
    tail[tail.length - 2] = bits >>> 8;
    tail[tail.length - 1] = bits;
    state.set(start);
    for (let offset = 0; offset < tail.length; offset += 64) mix(state, tail, offset);
    if (Math.clz32(state[0]) >= zeros) return number;
  }
}

onmessage = ({ data: { token, bits } }) => {
  const parts = 8;
  const numbers = [];
  for (let place = 0; place < parts; place++) numbers.push(solve(`${token}:${place}:`, bits - Math.log2(parts)));
  postMessage(numbers.join("."));
};
