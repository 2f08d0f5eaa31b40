// A terminal on the line, in JavaScript without any package:
//
//   node line-client.mjs 127.0.0.1 8401 QW NAM/DOE,JOHN SEX/M DOB/19800215
//
// It prints every reply, and ends when nothing has come for a second. Exit code 1 says that the line was closed before.
import { connect } from "node:net";

const STX = 0x02;
const ETX = 0x03;
const QUIET_MILLISECONDS = 1000;

/** One terminal: messages out, replies in, each a frame of its own. */
export class LineClient {
  constructor(host, port, { terminal = "SAC1", operator = "FULL01", ori = "CA0340000", onReply, onClosed }) {
    Object.assign(this, { terminal, operator, ori, onReply, number: 0, held: Buffer.alloc(0), closed: false });
    this.socket = connect(port, host);
    // A line that the other side closes in the middle of a reply leaves half of it here: that is no reply.
    this.socket.on("end", () => this.closed || onClosed(this.held.length));
    this.socket.on("data", (data) => this.#receive(data));
  }

  /** Send a message key with its fields; gives the header that the replies will repeat. */
  send(key, ...fields) {
    this.number += 1;
    const header = this.terminal + String(this.number).padStart(6, "0");
    const message = [`${header}.*${this.operator}`, key, this.ori, ...fields].join(".");
    this.socket.write(Buffer.concat([Buffer.from([STX]), Buffer.from(message, "ascii"), Buffer.from([ETX])]));
    return header;
  }

  /** Hang up. What is still to come waits at the farm for the terminal's next connection. */
  close() {
    this.closed = true;
    this.socket.destroy();
  }

  // A reply may come in pieces, and several in one piece.
  #receive(data) {
    this.held = Buffer.concat([this.held, data]);
    let end;
    while ((end = this.held.indexOf(ETX)) >= 0) {
      const text = this.held.subarray(this.held.indexOf(STX) + 1, end).toString("ascii");
      this.held = this.held.subarray(end + 1);
      this.onReply(replyOf(text));
    }
  }
}

/** Source and kind stand at the end of the first line: SAC1000001.*FULL01.QW.CA0340000.WPS.HIT */
export function replyOf(text) {
  const parts = text.slice(0, text.indexOf("\r\n")).split(".");
  return { source: parts.at(-2), kind: parts.at(-1), header: parts[0], text };
}

if (process.argv[1] === new URL(import.meta.url).pathname) {
  const [host, port, key, ...fields] = process.argv.slice(2);
  let quiet;
  const client = new LineClient(host, Number(port), {
    onReply: (reply) => {
      console.log(`${reply.source} ${reply.kind}`);
      console.log(reply.text.replaceAll("\r\n", "\n"));
      quiet.refresh();
    },
    onClosed: (bytes) => {
      console.error(bytes ? "the line was closed in the middle of a reply" : "the line was closed");
      process.exitCode = 1;
      clearTimeout(quiet);
    },
  });
  client.socket.on("connect", () => client.send(key, ...fields));
  client.socket.on("error", (error) => {
    console.error(`no farm takes connections at ${host}:${port} (${error.code})`);
    process.exitCode = 1;
    clearTimeout(quiet);
  });
  quiet = setTimeout(() => client.close(), QUIET_MILLISECONDS);
}
