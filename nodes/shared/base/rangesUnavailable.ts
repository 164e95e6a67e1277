/** The server was asked for a piece of the archive and sends all of it instead: read it forward. */
export class RangesUnavailable extends Error {
	override readonly name = 'RangesUnavailable';
}
