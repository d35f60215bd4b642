// Loaded before the language server: whoever asks for a name or a connection ends the process, which fails the test.
const net = require("node:net");
const dns = require("node:dns");

function refuse(what) {
  return () => {
    process.stderr.write(`the language server asked for ${what}\n`);
    process.exit(70);
  };
}

net.Socket.prototype.connect = refuse("a connection");
dns.lookup = refuse("an address");
globalThis.fetch = refuse("a page");
