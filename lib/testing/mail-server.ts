import net, { type AddressInfo } from 'node:net';

/** A mail as a server takes it. */
export interface ReceivedMail {
  to: string[];
  /** Its header and body. */
  text: string;
}

/** A mail server (SMTP, RFC 5321) on this machine that keeps what it is sent. */
export async function startMailServer(): Promise<{
  url: string;
  received: ReceivedMail[];
  close(): Promise<void>;
}> {
  const received: ReceivedMail[] = [];
  const server = net.createServer((socket) => {
    let text = '';
    let to: string[] = [];
    let inData = false;
    const say = (line: string) => socket.write(`${line}\r\n`);
    socket.on('error', () => {});
    socket.on('data', (piece) => {
      text += piece.toString();
      for (;;) {
        const mark = inData ? '\r\n.\r\n' : '\r\n';
        const at = text.indexOf(mark);
        if (at === -1) return;
        const taken = text.slice(0, at);
        text = text.slice(at + mark.length);
        if (inData) {
          // A line that begins with a full stop is sent with one more.
          received.push({ to, text: taken.replaceAll('\r\n..', '\r\n.') });
          to = [];
          inData = false;
          say('250 kept');
        } else if (/^(EHLO|HELO)/i.test(taken)) say('250 mail.test');
        else if (/^RCPT TO:/i.test(taken)) {
          to.push(/<(.+)>/.exec(taken)?.[1] ?? '');
          say('250 known');
        } else if (/^DATA/i.test(taken)) {
          inData = true;
          say('354 go on');
        } else if (/^QUIT/i.test(taken)) {
          say('221 bye');
          socket.end();
        } else say('250 well');
      }
    });
    say('220 mail.test');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `smtp://127.0.0.1:${(server.address() as AddressInfo).port}`,
    received,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
