import { createServer, type Socket } from 'node:net';
import { listening, type Local } from './local';

/** A mail as it came in, with its attachments taken out. */
export interface Mail {
	source: string;
	attachments: Array<{ name: string; bytes: Buffer }>;
}

/** A mail server that takes everything and sends nothing on. */
export interface Mailbox extends Local {
	mails: Mail[];
}

const END = '\r\n.\r\n';

/** Starts the mail server on loopback: as much of SMTP as one mail takes. */
export async function startMailbox(): Promise<Mailbox> {
	const mails: Mail[] = [];
	const server = createServer((socket) => {
		talk(socket, (source) => mails.push({ source, attachments: attachmentsIn(source) }));
	});
	return { mails, ...(await listening(server)) };
}

function talk(socket: Socket, received: (source: string) => void): void {
	let heard = '';
	let inMail = false;
	const say = (line: string) => socket.write(`${line}\r\n`);
	socket.on('error', () => socket.destroy());
	socket.setEncoding('latin1');
	socket.on('data', (piece) => {
		heard += String(piece);
		for (;;) {
			const until = inMail ? END : '\r\n';
			const at = heard.indexOf(until);
			if (at < 0) return;
			const said = heard.slice(0, at);
			heard = heard.slice(at + until.length);
			if (inMail) {
				inMail = false;
				received(said);
				say('250 Taken');
			} else if (/^quit/i.test(said)) {
				say('221 Bye');
				socket.end();
			} else {
				inMail = /^data/i.test(said);
				say(inMail ? '354 Go on' : '250 Fine');
			}
		}
	});
	say('220 mailbox');
}

/** Parts that have a file name. Each is in Base64, as every mailer sends what is no text. */
function attachmentsIn(source: string): Mail['attachments'] {
	const boundary = /boundary="([^"]+)"/.exec(source)?.[1];
	if (boundary === undefined) return [];
	return source.split(`--${boundary}`).flatMap((part) => {
		const [head, ...body] = part.split('\r\n\r\n');
		const name = /filename="?([^"\r\n;]+)/.exec(head)?.[1];
		return name === undefined ? [] : [{ name, bytes: Buffer.from(body.join('\r\n\r\n'), 'base64') }];
	});
}
