// The small sum: the first number for which SHA-256 of "challenge:number" begins with so many zero bits (FIPS 180-4).
// Everything fits into one block of 64 bytes, so that a number costs one round of the compression function.

const LONGEST = 55;
const primes = [];
for (let n = 2; primes.length < 64; n += 1) if (primes.every((p) => n % p)) primes.push(n);
const fraction = (x) => Math.floor((x - Math.floor(x)) * 2 ** 32) | 0;
const START = Int32Array.from(primes.slice(0, 8), (p) => fraction(Math.sqrt(p)));
const K = Int32Array.from(primes, (p) => fraction(Math.cbrt(p)));
const w = new Int32Array(64);
const block = new Uint8Array(64);
const words = new DataView(block.buffer);
const turn = (x, n) => (x >>> n) | (x << (32 - n));

// The first 32 bits of the digest of the block; no more are ever asked for.
function firstWord() {
  for (let i = 0; i < 16; i += 1) w[i] = words.getInt32(i * 4);
  for (let i = 16; i < 64; i += 1) {
    const x = w[i - 15], y = w[i - 2];
    w[i] = w[i - 16] + w[i - 7] + (turn(x, 7) ^ turn(x, 18) ^ (x >>> 3)) + (turn(y, 17) ^ turn(y, 19) ^ (y >>> 10));
  }
  let a = START[0], b = START[1], c = START[2], d = START[3];
  let e = START[4], f = START[5], g = START[6], h = START[7];
  for (let i = 0; i < 64; i += 1) {
    const t = (h + (turn(e, 6) ^ turn(e, 11) ^ turn(e, 25)) + ((e & f) ^ (~e & g)) + K[i] + w[i]) | 0;
    const u = ((turn(a, 2) ^ turn(a, 13) ^ turn(a, 22)) + ((a & b) ^ (a & c) ^ (b & c))) | 0;
    h = g; g = f; f = e; e = (d + t) | 0; d = c; c = b; b = a; a = (t + u) | 0;
  }
  return (START[0] + a) >>> 0;
}

function solved(challenge, bits) {
  const head = `${challenge}:`;
  for (let number = 0; ; number += 1) {
    const text = head + number;
    if (text.length > LONGEST) return "";
    block.fill(0);
    for (let i = 0; i < text.length; i += 1) block[i] = text.charCodeAt(i);
    block[text.length] = 0x80;
    words.setUint32(60, text.length * 8);
    if (firstWord() >>> (32 - bits) === 0) return String(number);
  }
}

self.onmessage = ({ data }) => self.postMessage(solved(data.challenge, data.bits));
