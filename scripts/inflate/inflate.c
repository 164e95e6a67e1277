/*
 * Inflates deflate (RFC 1951) and Deflate64, and takes the CRC-32 of what comes out; for WebAssembly alone.
 *
 * One inflation at a time lives in this module's memory, which never grows. `run` takes what lies in `input`, goes on
 * until it is used up or a window is full, and returns: the caller copies what came out, and may put
 * another inflation in between, since all that this one remembers is `state` and the end of `output`.
 *
 * The way of decoding (a 64-bit bit buffer that is refilled without a branch, tables of 11 and 8 bits whose entries say how
 * many bits go together with the extra bits, the next entry looked up before the last match is copied) is what libdeflate
 * (Eric Biggers, MIT) showed to be fast; that an entry may hold several symbols, what ISA-L (Intel, BSD) did. What is
 * refused is what zlib refuses. No line is taken from any of them.
 *
 * What counts is how long it takes from one entry to the next, since each says where the next one lies: an instruction
 * less on that way is 3 to 5 % of the time. All that is not needed for it is done beside it.
 */
#include <stdint.h>
#include <wasm_simd128.h>

typedef uint8_t u8;
typedef uint16_t u16;
typedef uint32_t u32;
typedef uint64_t u64;

#define EXPORT(name) __attribute__((export_name(#name)))
#define likely(x) __builtin_expect(!!(x), 1)
#define unlikely(x) __builtin_expect(!!(x), 0)
#define inline_always static inline __attribute__((always_inline))

/* ---- memory ---- */

#define INPUT_LENGTH (128 * 1024)
/* Deflate64 looks back this far, deflate half of it. */
#define HISTORY_LENGTH (64 * 1024)
/* The most that one call gives: at 100 MiB/s, a slow machine, 2.5 ms. */
#define WINDOW_LENGTH (256 * 1024)
/* What the longest match of Deflate64 writes beyond the limit, before and after history was moved; copies go in steps of 16. */
#define SLACK (2 * 65538 + 512)

#define LITLEN_BITS 11
#define DIST_BITS 8
#define PRECODE_BITS 7
/* The most that codes of up to 15 bits need with tables of 11 and 8 bits (zlib's `enough` tells). */
#define LITLEN_ENTRIES 2342
#define DIST_ENTRIES 402

/* Aligned: the place of an entry in a first table has no bit in common with that table's address, so nothing has to be added. */
struct tables {
	u32 litlen[LITLEN_ENTRIES];
	u32 dist[DIST_ENTRIES] __attribute__((aligned(1024)));
};

enum status { NEEDS_INPUT, NEEDS_ROOM, DONE, DAMAGED };
enum stage { HEADER, STORED, CODES, ENDED };

struct inflation {
	struct tables tables;
	u64 bits;
	u32 bit_count;
	u32 stage;
	u32 last_block;
	u32 stored_left;
	u32 wide; /* Deflate64 */
	u32 fixed; /* whether the tables are those of the fixed codes */
	u32 crc;
	/* Places in `output`: of the first byte that a match may reach, of the first that nobody was given, of the next one. */
	u32 start;
	u32 given;
	u32 at;
};

/* At an address that the compiler knows; `--global-base` keeps everything else behind it. */
#define STATE_AT 8192
#define GLOBAL_BASE 21504
#define state (*(struct inflation *)STATE_AT)
_Static_assert(STATE_AT + sizeof(struct inflation) <= GLOBAL_BASE, "no room for the state");

/* What a call tells: bytes of input that were used, and where in memory how many bytes lie that came out. */
static struct {
	int used;
	u32 output;
	u32 length;
	u32 reason;
} result;

static u8 input[INPUT_LENGTH + 16] __attribute__((aligned(16)));
static u8 output[HISTORY_LENGTH + WINDOW_LENGTH + SLACK] __attribute__((aligned(16)));

EXPORT(stateAt) void *state_at(void) { return &state; }
EXPORT(stateLength) u32 state_length(void) { return sizeof state; }
EXPORT(resultAt) void *result_at(void) { return &result; }
EXPORT(inputAt) void *input_at(void) { return input; }
EXPORT(inputLength) u32 input_length(void) { return INPUT_LENGTH; }

/* ---- CRC-32 ---- */

/*
 * Without a multiplication without carries the usual way is a table for every byte. Faster: the CRC's polynomial divides
 * x^300 + x^155 + x^117 + x^89 + 1, and so it does with every exponent times 128. Added to the message it changes no
 * CRC; so a block of 16 bytes may be taken away when it is added to the blocks 145, 183, 211 and 300 behind it (this
 * is known as Chorba, after Kadatch and others). Only the last 300 blocks go through tables.
 */
#define REACH 300
#define CRC_BLOCKS 2048

static u32 crc_tables[8][256];
static v128_t folded[CRC_BLOCKS];

static void make_crc_tables(void)
{
	for (u32 byte = 0; byte < 256; byte++) {
		u32 value = byte;
		for (int bit = 0; bit < 8; bit++) value = value & 1 ? (value >> 1) ^ 0xedb88320 : value >> 1;
		crc_tables[0][byte] = value;
	}
	for (int table = 1; table < 8; table++) {
		for (u32 byte = 0; byte < 256; byte++) {
			u32 value = crc_tables[table - 1][byte];
			crc_tables[table][byte] = (value >> 8) ^ crc_tables[0][value & 255];
		}
	}
}

static u32 crc_by_tables(u32 crc, const u8 *data, u32 length)
{
	for (; length >= 8; length -= 8, data += 8) {
		u64 eight;
		__builtin_memcpy(&eight, data, 8);
		eight ^= crc;
		crc = crc_tables[7][eight & 255] ^ crc_tables[6][eight >> 8 & 255] ^ crc_tables[5][eight >> 16 & 255] ^
		      crc_tables[4][eight >> 24 & 255] ^ crc_tables[3][eight >> 32 & 255] ^ crc_tables[2][eight >> 40 & 255] ^
		      crc_tables[1][eight >> 48 & 255] ^ crc_tables[0][eight >> 56];
	}
	for (; length > 0; length--) crc = (crc >> 8) ^ crc_tables[0][(crc ^ *data++) & 255];
	return crc;
}

static __attribute__((noinline)) u32 crc_of(u32 before, const u8 *data, u32 length)
{
	u32 crc = ~before;
	if (crc_tables[0][1] == 0) make_crc_tables();
	u32 blocks = length / 16;
	if (blocks < 3 * REACH) return ~crc_by_tables(crc, data, length);
	/* Blocks [0, REACH) of `folded` are the last ones that were taken away. */
	__builtin_memset(folded, 0, REACH * sizeof *folded);
	v128_t first = wasm_u32x4_make(crc, 0, 0, 0);
	const u8 *end_of_blocks = data + 16 * (blocks - REACH);
	u32 at = REACH;
	while (data < end_of_blocks) {
		u32 count = (u32)(end_of_blocks - data) / 16;
		if (count > CRC_BLOCKS - REACH) count = CRC_BLOCKS - REACH;
		u32 end = REACH + count;
		for (at = REACH; at < end; at++, data += 16) {
			v128_t near = wasm_v128_xor(folded[at - 145], folded[at - 183]);
			v128_t far = wasm_v128_xor(folded[at - 211], folded[at - 300]);
			v128_t here = wasm_v128_xor(wasm_v128_load(data), first);
			folded[at] = wasm_v128_xor(here, wasm_v128_xor(near, far));
			first = wasm_u32x4_make(0, 0, 0, 0);
		}
		__builtin_memmove(folded, folded + at - REACH, REACH * sizeof *folded);
	}
	/* The last REACH blocks get what is still owed to them, and nothing is taken away any more. */
	for (at = REACH; at < 2 * REACH; at++, data += 16) {
		u32 back = at - REACH;
		v128_t sum = wasm_v128_load(data);
		if (back < 145) sum = wasm_v128_xor(sum, folded[at - 145]);
		if (back < 183) sum = wasm_v128_xor(sum, folded[at - 183]);
		if (back < 211) sum = wasm_v128_xor(sum, folded[at - 211]);
		folded[at] = wasm_v128_xor(sum, folded[at - 300]);
	}
	crc = crc_by_tables(0, (const u8 *)(folded + REACH), REACH * 16);
	return ~crc_by_tables(crc, data, length & 15);
}

/* ---- tables ---- */

/*
 * An entry of `litlen` or `dist`:
 *   bits 0-5    bits that are used up: those of the codes and, with them, the extra ones
 *   bits 8-13   bits of the codes alone (in dist 2 more); in a link, bits of the table that it leads to
 *   bit 15      SPECIAL: no symbol but a link, the end of the block, or no code at all
 *   bit 31      LINK to a further table, for codes longer than the first one's bits: bits 16-29 say where it begins
 *   bit 30      END of the block
 * litlen only:
 *   bits 6-7    how many literals come first: 0, 1 or 2
 *   bit 14      MATCH: a length, bits 24-31 less 3; with SPECIAL, there are extra bits to be added to it
 *   bits 16-31  the literals
 * dist only:
 *   bits 16-31  the shortest distance
 */
#define LITERALS(count) ((u32)(count) << 6)
#define MATCH 0x4000u
#define SPECIAL 0x8000u
#define LINK 0x80000000u
#define END 0x40000000u

#define used_bits(entry) ((entry) & 63)
#define literals(entry) ((entry) >> 6 & 3)
#define code_bits(entry) ((entry) >> 8 & 63)
#define link_at(entry) ((entry) >> 16 & 0x3fff)
#define shortest(entry) ((u32)((entry) >> 24) + 3)

static const u8 precode_order[19] = { 16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15 };
static const u16 length_base[29] = { 3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115, 131, 163, 195, 227, 258 };
static const u8 length_extra[29] = { 0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0 };

/* What each symbol means, without its code's bits: made once for both kinds. */
static u32 litlen_meaning[2][288];
static u32 dist_meaning[2][32];
static u32 precode_meaning[19];

static void make_meanings(void)
{
	for (u32 wide = 0; wide < 2; wide++) {
		u32 *litlen = litlen_meaning[wide];
		for (u32 symbol = 0; symbol < 256; symbol++) litlen[symbol] = LITERALS(1) | symbol << 16;
		litlen[256] = SPECIAL | END;
		for (u32 symbol = 0; symbol < 29; symbol++)
			litlen[257 + symbol] = (u32)(length_base[symbol] - 3) << 24 | MATCH | (length_extra[symbol] ? SPECIAL : 0) | length_extra[symbol];
		if (wide) litlen[285] = MATCH | SPECIAL | 16;
		litlen[286] = litlen[287] = SPECIAL;
		for (u32 symbol = 0; symbol < 32; symbol++) {
			u32 extra = symbol < 4 ? 0 : symbol / 2 - 1;
			u32 base = symbol < 4 ? symbol + 1 : ((2 + (symbol & 1)) << extra) + 1;
			dist_meaning[wide][symbol] = symbol < 30 || wide ? base << 16 | 2 << 8 | extra : SPECIAL;
		}
	}
	for (u32 symbol = 0; symbol < 19; symbol++) precode_meaning[symbol] = symbol << 16;
}

/* Codes come in ascending order of what they are read as backwards: bit by bit from the other end. */
inline_always u32 next_code(u32 code, u32 bits)
{
	u32 ones = (1u << bits) - 1;
	if (code == ones) return 0;
	u32 bit = 1u << (31 - __builtin_clz(code ^ ones));
	return (code & (bit - 1)) | bit;
}

#define entry_for(symbol, bits) (meanings[symbol] + ((bits) << 8 | (bits)))

/* What no entry can be joined with: more bits than there are. */
#define TOO_LONG 63u

/* The symbols of the table that was made last: those with short codes first. */
static u16 sorted[288 + 32];

/*
 * Goes once more over a finished table of literals and lengths, of which `count` says how many codes of each length it has.
 * Where a length's extra bits lie within the table's bits, its entries get them as well; and where what follows a literal
 * does, literal and successor become one entry.
 */
static void join(u32 *table, const u32 *count, const u32 *meanings)
{
	static u32 successors[1 << (LITLEN_BITS - 1)];
	const u16 *next = sorted;
	u32 code = 0;
	for (u32 bits = 1; bits < LITLEN_BITS; bits++) {
		for (u32 todo = count[bits]; todo > 0; todo--, next++, code = next_code(code, bits)) {
			u32 extra = used_bits(meanings[*next]);
			if (extra == 0 || bits + extra > LITLEN_BITS) continue;
			u32 entry = entry_for(*next, bits) - SPECIAL;
			for (u32 at = code, rest = 0; at < 1u << LITLEN_BITS; at += 1u << bits, rest++)
				table[at] = entry + ((rest & ((1u << extra) - 1)) << 24);
		}
	}
	for (u32 at = 0; at < 1u << (LITLEN_BITS - 1); at++) {
		u32 entry = table[at];
		u32 second_literal = (entry & 0xff0000) << 8 | (entry & 0xffff);
		u32 ordinary = entry & MATCH ? entry : second_literal;
		successors[at] = entry & SPECIAL ? TOO_LONG : ordinary;
	}
	next = sorted;
	code = 0;
	for (u32 bits = 1; bits < LITLEN_BITS; bits++) {
		for (u32 todo = count[bits]; todo > 0; todo--, next++, code = next_code(code, bits)) {
			if (!literals(meanings[*next])) continue;
			u32 entry = entry_for(*next, bits);
			const u32 *successor = successors;
			for (u32 at = code; at < 1u << LITLEN_BITS; at += 1u << bits, successor++)
				table[at] = entry + (used_bits(*successor) <= LITLEN_BITS - bits ? *successor : 0);
		}
	}
}

/*
 * Makes a table out of the lengths of codes, and joins what can be joined if that is asked for.
 * False when they are too many, or too few (unless one code may stand alone).
 */
static int make_table(u32 *table, u32 table_bits, const u8 *lengths, u32 symbols, const u32 *meanings, int may_be_single, int joined)
{
	u32 count[16] = { 0 };
	u32 first[16];
	for (u32 symbol = 0; symbol < symbols; symbol++) count[lengths[symbol]]++;
	u32 longest = 15;
	while (longest > 0 && count[longest] == 0) longest--;
	u32 size = 1u << table_bits;
	int left = 1;
	for (u32 bits = 1; bits <= 15; bits++) {
		left = 2 * left - (int)count[bits];
		if (left < 0) return 0;
	}
	if (left > 0) {
		if (longest > 1 || !may_be_single) return 0;
		for (u32 at = 0; at < size; at++) table[at] = SPECIAL;
		if (longest == 0) return 1;
		u32 symbol = 0;
		while (lengths[symbol] == 0) symbol++;
		for (u32 at = 0; at < size; at += 2) table[at] = entry_for(symbol, 1);
		return 1;
	}
	first[1] = 0;
	for (u32 bits = 1; bits < 15; bits++) first[bits + 1] = first[bits] + count[bits];
	for (u32 symbol = 0; symbol < symbols; symbol++)
		if (lengths[symbol] > 0) sorted[first[lengths[symbol]]++] = (u16)symbol;

	const u16 *next = sorted;
	u32 code = 0;
	u32 bits = 1;
	/* As far as they fit: the table is doubled whenever codes get longer. */
	for (; bits <= table_bits; bits++) {
		if (bits > 1) __builtin_memcpy(table + (1u << (bits - 1)), table, sizeof *table << (bits - 1));
		for (u32 todo = count[bits]; todo > 0; todo--) {
			table[code] = entry_for(*next, bits);
			next++;
			code = next_code(code, bits);
		}
	}
	/* Longer ones: a further table for each different beginning, no larger than its codes need. */
	u32 end = size;
	u32 beginning = ~0u;
	u32 from = 0;
	u32 further_bits = 0;
	for (; bits <= longest; bits++) {
		for (u32 todo = count[bits]; todo > 0; todo--) {
			if ((code & (size - 1)) != beginning) {
				beginning = code & (size - 1);
				from = end;
				further_bits = bits - table_bits;
				for (u32 room = todo; room < 1u << further_bits;) {
					further_bits++;
					room = 2 * room + count[table_bits + further_bits];
				}
				end += 1u << further_bits;
				table[beginning] = LINK | from << 16 | SPECIAL | further_bits << 8 | table_bits;
			}
			u32 rest = bits - table_bits;
			u32 entry = entry_for(*next, rest);
			next++;
			for (u32 at = code >> table_bits; at < 1u << further_bits; at += 1u << rest) table[from + at] = entry;
			code = next_code(code, bits);
		}
	}
	if (joined) join(table, count, meanings);
	return 1;
}

/* How many tables were made in this call. */
static u32 tables_made;

/* Made once for each kind: a block of fixed codes may have ten bits, and a call's input a hundred thousand of them. */
static void use_fixed_codes(void)
{
	static struct tables fixed[2];
	struct tables *tables = &fixed[state.wide];
	if (state.fixed) return;
	if (tables->litlen[0] == 0) {
		u8 lengths[288];
		for (u32 symbol = 0; symbol < 288; symbol++)
			lengths[symbol] = symbol < 144 ? 8 : symbol < 256 ? 9 : symbol < 280 ? 7 : 8;
		make_table(tables->litlen, LITLEN_BITS, lengths, 288, litlen_meaning[state.wide], 0, 1);
		for (u32 symbol = 0; symbol < 32; symbol++) lengths[symbol] = 5;
		make_table(tables->dist, DIST_BITS, lengths, 32, dist_meaning[state.wide], 0, 0);
	}
	state.tables = *tables;
	state.fixed = 1;
	tables_made++;
}

/* ---- blocks ---- */

struct place {
	u64 bits;
	u32 bit_count;
	const u8 *in;
	const u8 *in_end;
};

inline_always void refill(struct place *p)
{
	while (p->bit_count <= 48 && p->in < p->in_end) {
		p->bits |= (u64)*p->in++ << p->bit_count;
		p->bit_count += 8;
	}
}

inline_always u32 take(struct place *p, u32 count)
{
	u32 value = (u32)p->bits & ((1u << count) - 1);
	p->bits >>= count;
	p->bit_count -= count;
	return value;
}

/* With less input than this, a table is used too seldom to be joined. */
#define WORTH_JOINING 4096

/* What is wrong with the data; the caller has words for each. */
enum reason { NOTHING_WRONG, BLOCK_TYPE, STORED_LENGTH, TOO_MANY_CODES, CODE_LENGTHS, NO_END_CODE, BAD_CODE, TOO_FAR_BACK };

static enum status damaged(enum reason reason)
{
	result.reason = reason;
	return DAMAGED;
}

/* The codes of a dynamic block. Short of input it changes nothing that counts: `p` is a copy. */
static enum status read_codes(struct place *p)
{
	static u32 precode[1 << PRECODE_BITS];
	u8 lengths[288 + 32 + 138];
	u8 precode_lengths[19] = { 0 };
	refill(p);
	if (p->bit_count < 14) return NEEDS_INPUT;
	u32 litlens = take(p, 5) + 257;
	u32 dists = take(p, 5) + 1;
	u32 given = take(p, 4) + 4;
	if (litlens > 286 || (dists > 30 && !state.wide)) return damaged(TOO_MANY_CODES);
	for (u32 index = 0; index < given; index++) {
		refill(p);
		if (p->bit_count < 3) return NEEDS_INPUT;
		precode_lengths[precode_order[index]] = (u8)take(p, 3);
	}
	if (!make_table(precode, PRECODE_BITS, precode_lengths, 19, precode_meaning, 0, 0)) return damaged(CODE_LENGTHS);
	u32 count = 0;
	while (count < litlens + dists) {
		refill(p);
		u32 entry = precode[p->bits & ((1 << PRECODE_BITS) - 1)];
		u32 symbol = entry >> 16;
		u32 extra = symbol < 16 ? 0 : symbol == 16 ? 2 : symbol == 17 ? 3 : 7;
		if (p->bit_count < used_bits(entry) + extra) return NEEDS_INPUT;
		take(p, used_bits(entry));
		if (symbol < 16) {
			lengths[count++] = (u8)symbol;
			continue;
		}
		if (symbol == 16 && count == 0) return damaged(CODE_LENGTHS);
		u8 repeated = symbol == 16 ? lengths[count - 1] : 0;
		u32 times = take(p, extra) + (symbol == 18 ? 11 : 3);
		if (count + times > litlens + dists) return damaged(CODE_LENGTHS);
		while (times-- > 0) lengths[count++] = repeated;
	}
	if (lengths[256] == 0) return damaged(NO_END_CODE);
	tables_made++;
	state.fixed = 0;
	if (!make_table(state.tables.litlen, LITLEN_BITS, lengths, litlens, litlen_meaning[state.wide], 1, p->in_end - p->in > WORTH_JOINING) ||
	    !make_table(state.tables.dist, DIST_BITS, lengths + litlens, dists, dist_meaning[state.wide], 1, 0))
		return damaged(CODE_LENGTHS);
	return DONE;
}

static __attribute__((noinline)) enum status read_header(struct place *place)
{
	struct place p = *place;
	refill(&p);
	if (p.bit_count < 3) return NEEDS_INPUT;
	u32 last = take(&p, 1);
	u32 type = take(&p, 2);
	if (type == 0) {
		take(&p, p.bit_count & 7);
		refill(&p);
		if (p.bit_count < 32) return NEEDS_INPUT;
		u32 length = take(&p, 16);
		if (length != (~take(&p, 16) & 0xffff)) return damaged(STORED_LENGTH);
		state.stored_left = length;
		state.stage = STORED;
	} else if (type == 1) {
		use_fixed_codes();
		state.stage = CODES;
	} else if (type == 2) {
		enum status status = read_codes(&p);
		if (status != DONE) return status;
		state.stage = CODES;
	} else {
		return damaged(BLOCK_TYPE);
	}
	state.last_block = last;
	*place = p;
	return DONE;
}

/* Copies a match; up to 31 bytes more than its length are written. */
inline_always void copy_match(u8 *out, u32 distance, u32 length)
{
	const u8 *from = out - distance;
	u8 *end = out + length;
	if (likely(distance >= 16)) {
		wasm_v128_store(out, wasm_v128_load(from));
		wasm_v128_store(out + 16, wasm_v128_load(from + 16));
		if (likely(length <= 32)) return;
		do {
			out += 32;
			from += 32;
			wasm_v128_store(out, wasm_v128_load(from));
			wasm_v128_store(out + 16, wasm_v128_load(from + 16));
		} while (out + 32 < end);
	} else if (distance == 1) {
		v128_t byte = wasm_i8x16_splat((signed char)*from);
		do {
			wasm_v128_store(out, byte);
			out += 16;
		} while (out < end);
	} else if (distance >= 8) {
		do {
			__builtin_memcpy(out, from, 8);
			out += 8;
			from += 8;
		} while (out < end);
	} else {
		do {
			u64 word;
			__builtin_memcpy(&word, from, 8);
			__builtin_memcpy(out, &word, 8);
			out += distance;
			from += distance;
		} while (out < end);
	}
}

/* The fast loop's input may be read 8 bytes beyond what is used, twice. */
#define FAST_INPUT 24

#define LITLEN_MASK ((1u << LITLEN_BITS) - 1)
#define DIST_MASK ((1u << DIST_BITS) - 1)
#define low_bits(value, count) ((value) & (((u64)1 << ((count) & 63)) - 1))

/*
 * The fast loop. Below the next bit, `bits` has two that were used up before: what a mask leaves of it is the place of an entry
 * of four bytes. `bit_count` counts these as well, modulo 64. After a refill there are 54 bits to be used; a match takes 40 at
 * most, and 11 are left to look up what follows. Entries are held in 64 bits, as WebAssembly's shifts take their counts.
 */
#define REFILL_FAST()                              \
	do {                                           \
		u64 word;                                  \
		__builtin_memcpy(&word, in, 8);            \
		bits |= word << (bit_count & 63);          \
		in += (~bit_count >> 3) & 7;               \
		bit_count |= 56;                           \
	} while (0)
#define USE(entry)                   \
	do {                             \
		bits >>= (entry) & 63;       \
		bit_count -= (entry);        \
	} while (0)
#define LOOK_UP(table, mask) (*(const u32 *)((const u8 *)(table) + ((u32)bits & ((mask) << 2))))
#define NEXT_BITS(count) ((u32)(bits >> 2) & ((1u << ((count) & 31)) - 1))
/* The extra bits of an entry, out of what `bits` was before it; two bits too far up unless its `code_bits` count them. */
#define EXTRA(before, entry) ((u32)(((before) & (((u64)4 << ((entry) & 63)) - 1)) >> ((entry) >> 8 & 63)))

static __attribute__((noinline)) enum status run_codes(struct place *place, u8 **out_at, const u8 *out_limit, const u8 *reachable)
{
	u64 bits = place->bits;
	u64 bit_count = place->bit_count;
	const u8 *in = place->in;
	u8 *out = *out_at;
	enum status status = DONE;
	const u32 *litlen = state.tables.litlen;
	const u32 *dist = state.tables.dist;
	while (out < out_limit) {
		if (likely(place->in_end - in >= FAST_INPUT)) {
			const u8 *in_fast_end = place->in_end - FAST_INPUT;
			bits <<= 2;
			bit_count += 2;
			REFILL_FAST();
			u64 entry = LOOK_UP(litlen, LITLEN_MASK);
			do {
				u64 before = bits;
				USE(entry);
				u16 two = (u16)(entry >> 16);
				__builtin_memcpy(out, &two, 2);
				out += literals(entry);
				u32 length = shortest(entry);
				if (unlikely((entry & (MATCH | SPECIAL)) != MATCH)) {
					if (likely(!(entry & (MATCH | SPECIAL)))) {
						entry = LOOK_UP(litlen, LITLEN_MASK);
						if (entry & (MATCH | SPECIAL)) {
							REFILL_FAST();
							continue;
						}
						USE(entry);
						two = (u16)(entry >> 16);
						__builtin_memcpy(out, &two, 2);
						out += literals(entry);
						entry = LOOK_UP(litlen, LITLEN_MASK);
						REFILL_FAST();
						continue;
					}
					if (!(entry & MATCH)) {
						if (!(entry & LINK)) goto special;
						entry = litlen[link_at(entry) + NEXT_BITS(entry >> 8)];
						before = bits;
						USE(entry);
						if (!(entry & MATCH)) {
							if (entry & SPECIAL) goto special;
							*out++ = (u8)(entry >> 16);
							REFILL_FAST();
							entry = LOOK_UP(litlen, LITLEN_MASK);
							continue;
						}
						length = shortest(entry);
					}
					if (entry & SPECIAL) length += EXTRA(before, entry) >> 2;
					REFILL_FAST();
				}
				entry = LOOK_UP(dist, DIST_MASK);
				if (unlikely(entry & SPECIAL)) {
					if (!(entry & LINK)) return damaged(BAD_CODE);
					USE(entry);
					entry = dist[link_at(entry) + NEXT_BITS(entry >> 8)];
					if (unlikely(entry & SPECIAL)) return damaged(BAD_CODE);
				}
				before = bits;
				USE(entry);
				u32 distance = (u32)(entry >> 16) + EXTRA(before, entry);
				if (unlikely(distance > (u32)(out - reachable))) return damaged(TOO_FAR_BACK);
				entry = LOOK_UP(litlen, LITLEN_MASK);
				REFILL_FAST();
				copy_match(out, distance, length);
				out += length;
			} while (in < in_fast_end && out < out_limit);
			bit_count = (bit_count & 63) - 2;
			bits = low_bits(bits >> 2, bit_count);
			continue;
		special:
			bit_count = (bit_count & 63) - 2;
			bits = low_bits(bits >> 2, bit_count);
			if (!(entry & END)) return damaged(BAD_CODE);
			goto block_ended;
		}

		/* Near the end of the input: entry by entry, and only those that are there as a whole. */
		struct place p = { bits, (u32)bit_count, in, place->in_end };
		refill(&p);
		u32 entry = litlen[p.bits & LITLEN_MASK];
		status = NEEDS_INPUT;
		if (entry & SPECIAL && !(entry & MATCH) && entry & LINK) {
			if (p.bit_count < LITLEN_BITS) break;
			take(&p, LITLEN_BITS);
			entry = litlen[link_at(entry) + low_bits(p.bits, code_bits(entry))];
		}
		u8 *next_out = out + literals(entry);
		out[0] = (u8)(entry >> 16);
		out[1] = (u8)(entry >> 24);
		if (!(entry & MATCH)) {
			if (p.bit_count < code_bits(entry)) break;
			if (entry & SPECIAL && !(entry & END)) return damaged(BAD_CODE);
			take(&p, code_bits(entry));
			bits = p.bits;
			bit_count = p.bit_count;
			in = p.in;
			status = DONE;
			if (entry & SPECIAL) goto block_ended;
			out = next_out;
			continue;
		}
		if (p.bit_count < used_bits(entry)) break;
		u32 length = shortest(entry) + (entry & SPECIAL ? EXTRA(p.bits << 2, entry) >> 2 : 0);
		p.bits >>= used_bits(entry);
		p.bit_count -= used_bits(entry);
		refill(&p);
		entry = dist[p.bits & DIST_MASK];
		if (entry & SPECIAL && entry & LINK) {
			if (p.bit_count < DIST_BITS) break;
			take(&p, DIST_BITS);
			entry = dist[link_at(entry) + low_bits(p.bits, code_bits(entry))];
		}
		if (p.bit_count < used_bits(entry)) break;
		if (entry & SPECIAL) return damaged(BAD_CODE);
		u32 distance = (entry >> 16) + EXTRA(p.bits << 2, entry);
		if (distance > (u32)(next_out - reachable)) return damaged(TOO_FAR_BACK);
		bits = p.bits >> used_bits(entry);
		bit_count = p.bit_count - used_bits(entry);
		in = p.in;
		status = DONE;
		copy_match(next_out, distance, length);
		out = next_out + length;
		continue;
	block_ended:
		state.stage = HEADER;
		break;
	}
	place->bits = bits;
	place->bit_count = (u32)bit_count;
	place->in = in;
	*out_at = out;
	return status;
}

static enum status run_stored(struct place *p, u8 **out_at, const u8 *out_limit)
{
	u8 *out = *out_at;
	for (; state.stored_left > 0 && p->bit_count > 0; state.stored_left--) *out++ = (u8)take(p, 8);
	u32 length = state.stored_left;
	u32 there = (u32)(p->in_end - p->in);
	u32 room = out < out_limit ? (u32)(out_limit - out) : 0;
	if (length > there) length = there;
	if (length > room) length = room;
	__builtin_memcpy(out, p->in, length);
	p->in += length;
	state.stored_left -= length;
	*out_at = out + length;
	if (state.stored_left == 0) state.stage = HEADER;
	return state.stored_left > 0 && length == there ? NEEDS_INPUT : DONE;
}

/* ---- what is called ---- */

EXPORT(start) void start(u32 wide)
{
	if (precode_meaning[1] == 0) make_meanings();
	state.bits = 0;
	state.bit_count = 0;
	state.stage = HEADER;
	state.last_block = 0;
	state.wide = wide;
	state.fixed = 0;
	state.crc = 0;
	state.start = state.given = state.at = 0;
}

/* What a later `run` needs of `output`: `result` says where it lies, and how much it is. */
EXPORT(history) void history(void)
{
	u32 needed = (state.wide ? HISTORY_LENGTH : HISTORY_LENGTH / 2) + state.at - state.given;
	u32 length = state.at - state.start;
	if (length > needed) length = needed;
	result.output = (u32)(output + state.at - length);
	result.length = length;
}

/* Afterwards, or after `state` was put back, the `length` bytes of that lie at the place where `result` says. */
EXPORT(resume) void resume(u32 length)
{
	state.given = length - (state.at - state.given);
	state.start = 0;
	state.at = length;
	result.output = (u32)output;
	result.length = length;
}

EXPORT(crc) u32 crc(u32 before, u32 length) { return crc_of(before, input, length); }

/* The most tables that one call makes: a block need not give anything, and making its tables takes 2 to 5 µs. */
#define TABLES_AT_ONCE 512

/*
 * Goes on with the first `length` bytes of `input`, and gives `room` bytes at most. A match may go beyond that: then
 * the rest of it is what the next call gives first.
 */
EXPORT(run) u32 run(u32 length, u32 room)
{
	if (room > WINDOW_LENGTH) room = WINDOW_LENGTH;
	if (state.given + room > HISTORY_LENGTH + WINDOW_LENGTH) {
		history();
		__builtin_memmove(output, (const u8 *)result.output, result.length);
		resume(result.length);
	}
	u8 *begin = output + state.given;
	u8 *out = output + state.at;
	const u8 *limit = begin + room;
	const u8 *reachable = output + state.start;
	struct place place = { state.bits, state.bit_count, input, input + length };
	enum status status = DONE;
	tables_made = 0;
	while (status == DONE && state.stage != ENDED && out < limit && tables_made < TABLES_AT_ONCE) {
		if (state.stage == HEADER) {
			if (state.last_block) state.stage = ENDED;
			else status = read_header(&place);
		} else if (state.stage == STORED) {
			status = run_stored(&place, &out, limit);
		} else {
			status = run_codes(&place, &out, limit, reachable);
		}
	}
	if (status == DONE && state.stage == HEADER && state.last_block) state.stage = ENDED;
	u32 made = (u32)(out - begin);
	if (made > room) made = room;
	if (status != DAMAGED && out > begin + made) status = NEEDS_ROOM;
	if (status == DONE && state.stage != ENDED) status = NEEDS_ROOM;
	state.bits = place.bits;
	state.bit_count = place.bit_count;
	state.at = (u32)(out - output);
	state.given += made;
	state.crc = crc_of(state.crc, begin, made);
	/* What is behind the end of the data was read ahead, and isn't used. */
	result.used = (int)(place.in - input);
	if (state.stage == ENDED) {
		result.used -= (int)(state.bit_count / 8);
		state.bit_count &= 7;
	}
	result.output = (u32)begin;
	result.length = made;
	return status;
}

EXPORT(crcSoFar) u32 crc_so_far(void) { return state.crc; }
