import { chmodSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { removeAtEnd } from './children';

/** A fresh folder that goes away with this program. Postgres, run as another user, must be able to enter it. */
export function scratchFolder(name: string): string {
	const folder = mkdtempSync(join(tmpdir(), `archives-${name}-`));
	chmodSync(folder, 0o755);
	removeAtEnd(folder);
	return folder;
}
