/*
 * Inflates deflate (RFC 1951) and Deflate64, and takes the CRC-32 of what comes out; for WebAssembly alone.
 *
 * One inflation at a time lives in this module's memory, which never grows. `run` takes what lies in `input`, goes on
 * until it is used up or a window is full, and returns: the caller copies what came out, and may put
 * another inflation in between, since all that this one remembers is `state` and the end of `output`.
 *
 * The way of decoding (a 64-bit bit buffer that is refilled without a branch, tables of 11 and 8 bits whose entries say how
 * many bits go together with the extra bits, the next entry looked up before the last match is copied) is what libdeflate
 * (Eric Biggers, MIT) showed to be fast. What is refused is what zlib refuses. No line is taken from either.
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

enum status { NEEDS_INPUT, NEEDS_ROOM, DONE, DAMAGED };
enum stage { HEADER, STORED, CODES, ENDED };

static struct {
	u64 bits;
	u32 bit_count;
	u32 stage;
	u32 last_block;
	u32 stored_left;
	u32 wide; /* Deflate64 */
	u32 crc;
	/* Places in `output`: of the first byte that a match may reach, of the first that nobody was given, of the next one. */
	u32 start;
	u32 given;
	u32 at;
	u32 litlen[LITLEN_ENTRIES];
	u32 dist[DIST_ENTRIES];
} state;

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

static u32 crc_of(u32 before, const u8 *data, u32 length)
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
 *   bits 0-5    bits that are used up: those of the code and, with them, the extra ones
 *   bits 8-11   bits of the code alone; in a link, bits of the table that it leads to
 *   bit 12      SPECIAL: neither literal nor length nor distance, but a link, the end of the block, or no code at all
 *   bit 13      LINK to a further table, for codes longer than the first one's bits
 *   bit 14      END of the block
 *   litlen: bit 31 LITERAL, bits 16-30 the literal or the shortest length; dist: bits 15-31 the shortest distance
 */
#define SPECIAL 0x1000u
#define LINK 0x2000u
#define END 0x4000u
#define LITERAL 0x80000000u
#define NO_CODE (SPECIAL | 1)

#define code_bits(entry) ((entry) >> 8 & 15)
#define used_bits(entry) ((entry) & 63)

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
		for (u32 symbol = 0; symbol < 256; symbol++) litlen[symbol] = LITERAL | symbol << 16;
		litlen[256] = SPECIAL | END;
		for (u32 symbol = 0; symbol < 29; symbol++)
			litlen[257 + symbol] = (u32)length_base[symbol] << 16 | length_extra[symbol];
		if (wide) litlen[285] = 3u << 16 | 16;
		litlen[286] = litlen[287] = SPECIAL;
		for (u32 symbol = 0; symbol < 32; symbol++) {
			u32 extra = symbol < 4 ? 0 : symbol / 2 - 1;
			u32 base = symbol < 4 ? symbol + 1 : ((2 + (symbol & 1)) << extra) + 1;
			dist_meaning[wide][symbol] = symbol < 30 || wide ? base << 15 | extra : SPECIAL;
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

/* Makes a table out of the lengths of codes. False when they are too many, or too few (unless one code may stand alone). */
static int make_table(u32 *table, u32 table_bits, const u8 *lengths, u32 symbols, const u32 *meanings, int may_be_single)
{
	u32 count[16] = { 0 };
	u32 first[16];
	static u16 sorted[320];
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
		for (u32 at = 0; at < size; at++) table[at] = NO_CODE;
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
				u32 shift = meanings[0] & LITERAL ? 16 : 15;
				table[beginning] = from << shift | SPECIAL | LINK | further_bits << 8 | table_bits;
			}
			u32 rest = bits - table_bits;
			u32 entry = entry_for(*next, rest);
			next++;
			for (u32 at = code >> table_bits; at < 1u << further_bits; at += 1u << rest) table[from + at] = entry;
			code = next_code(code, bits);
		}
	}
	return 1;
}

static void use_fixed_codes(void)
{
	u8 lengths[288];
	for (u32 symbol = 0; symbol < 288; symbol++) lengths[symbol] = symbol < 144 ? 8 : symbol < 256 ? 9 : symbol < 280 ? 7 : 8;
	make_table(state.litlen, LITLEN_BITS, lengths, 288, litlen_meaning[state.wide], 0);
	for (u32 symbol = 0; symbol < 32; symbol++) lengths[symbol] = 5;
	make_table(state.dist, DIST_BITS, lengths, 32, dist_meaning[state.wide], 0);
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
	while (p->bit_count <= 56 && p->in < p->in_end) {
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
	if (!make_table(precode, PRECODE_BITS, precode_lengths, 19, precode_meaning, 0)) return damaged(CODE_LENGTHS);
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
	if (!make_table(state.litlen, LITLEN_BITS, lengths, litlens, litlen_meaning[state.wide], 1) ||
	    !make_table(state.dist, DIST_BITS, lengths + litlens, dists, dist_meaning[state.wide], 1))
		return damaged(CODE_LENGTHS);
	return DONE;
}

static enum status read_header(struct place *place)
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

/* Copies a match; up to 15 bytes more than its length are written. */
inline_always void copy_match(u8 *out, u32 distance, u32 length)
{
	const u8 *from = out - distance;
	u8 *end = out + length;
	if (likely(distance >= 16)) {
		do {
			wasm_v128_store(out, wasm_v128_load(from));
			out += 16;
			from += 16;
		} while (out < end);
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

/* `bit_count` counts modulo 64 in here. */
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

inline_always enum status run_codes(struct place *place, u8 **out_at, const u8 *out_limit, const u8 *reachable, const int wide)
{
	u64 bits = place->bits;
	u32 bit_count = place->bit_count;
	const u8 *in = place->in;
	u8 *out = *out_at;
	enum status status = DONE;
	const u32 *litlen = state.litlen;
	const u32 *dist = state.dist;
	while (out < out_limit) {
		if (likely(place->in_end - in >= FAST_INPUT)) {
			const u8 *in_fast_end = place->in_end - FAST_INPUT;
			REFILL_FAST();
			u32 entry = litlen[bits & LITLEN_MASK];
			do {
				u64 before;
				if (entry & LITERAL) {
					USE(entry);
					*out++ = (u8)(entry >> 16);
					entry = litlen[bits & LITLEN_MASK];
					if (entry & LITERAL) {
						USE(entry);
						*out++ = (u8)(entry >> 16);
						entry = litlen[bits & LITLEN_MASK];
						if (entry & LITERAL) {
							USE(entry);
							*out++ = (u8)(entry >> 16);
							entry = litlen[bits & LITLEN_MASK];
							REFILL_FAST();
							continue;
						}
					}
				}
				if (unlikely(entry & SPECIAL)) {
					if (!(entry & LINK)) goto special;
					USE(entry);
					entry = litlen[(entry >> 16 & 0x7fff) + low_bits(bits, code_bits(entry))];
					if (entry & LITERAL) {
						USE(entry);
						*out++ = (u8)(entry >> 16);
						REFILL_FAST();
						entry = litlen[bits & LITLEN_MASK];
						continue;
					}
					if (entry & SPECIAL) goto special;
				}
				before = bits;
				USE(entry);
				u32 length = (entry >> 16) + (u32)(low_bits(before, entry) >> code_bits(entry));
				/* Three codes and their extra bits may have used 53 of 56 bits. */
				if (wide || (bit_count & 63) < 28) REFILL_FAST();
				entry = dist[bits & DIST_MASK];
				if (unlikely(entry & SPECIAL)) {
					if (!(entry & LINK)) return damaged(BAD_CODE);
					USE(entry);
					entry = dist[(entry >> 15) + low_bits(bits, code_bits(entry))];
					if (unlikely(entry & SPECIAL)) return damaged(BAD_CODE);
				}
				before = bits;
				USE(entry);
				u32 distance = (entry >> 15) + (u32)(low_bits(before, entry) >> code_bits(entry));
				if (unlikely(distance > (u32)(out - reachable))) return damaged(TOO_FAR_BACK);
				REFILL_FAST();
				entry = litlen[bits & LITLEN_MASK];
				copy_match(out, distance, length);
				out += length;
			} while (in < in_fast_end && out < out_limit);
			bit_count &= 63;
			bits = low_bits(bits, bit_count);
			continue;
		special:
			bit_count &= 63;
			bits = low_bits(bits, bit_count);
			if (!(entry & END)) return damaged(BAD_CODE);
			bits >>= used_bits(entry);
			bit_count -= used_bits(entry);
			goto block_ended;
		}

		/* Near the end of the input: symbol by symbol, and only those that are there as a whole. */
		struct place p = { bits, bit_count, in, place->in_end };
		refill(&p);
		u32 entry = litlen[p.bits & LITLEN_MASK];
		status = NEEDS_INPUT;
		if (entry & LINK) {
			if (p.bit_count < LITLEN_BITS) break;
			take(&p, LITLEN_BITS);
			entry = litlen[(entry >> 16 & 0x7fff) + low_bits(p.bits, code_bits(entry))];
		}
		if (p.bit_count < used_bits(entry)) break;
		if (entry & SPECIAL && !(entry & END)) return damaged(BAD_CODE);
		if (entry & (LITERAL | END)) {
			take(&p, used_bits(entry));
			bits = p.bits;
			bit_count = p.bit_count;
			in = p.in;
			status = DONE;
			if (!(entry & LITERAL)) goto block_ended;
			*out++ = (u8)(entry >> 16);
			continue;
		}
		u32 length = (entry >> 16) + (u32)(low_bits(p.bits, entry) >> code_bits(entry));
		p.bits >>= used_bits(entry);
		p.bit_count -= used_bits(entry);
		refill(&p);
		entry = dist[p.bits & DIST_MASK];
		if (entry & LINK) {
			if (p.bit_count < DIST_BITS) break;
			take(&p, DIST_BITS);
			entry = dist[(entry >> 15) + low_bits(p.bits, code_bits(entry))];
		}
		if (p.bit_count < used_bits(entry)) break;
		if (entry & SPECIAL) return damaged(BAD_CODE);
		u32 distance = (entry >> 15) + (u32)(low_bits(p.bits, entry) >> code_bits(entry));
		if (distance > (u32)(out - reachable)) return damaged(TOO_FAR_BACK);
		bits = p.bits >> used_bits(entry);
		bit_count = p.bit_count - used_bits(entry);
		in = p.in;
		status = DONE;
		copy_match(out, distance, length);
		out += length;
		continue;
	block_ended:
		state.stage = HEADER;
		break;
	}
	place->bits = bits;
	place->bit_count = bit_count;
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
	while (status == DONE && state.stage != ENDED && out < limit) {
		if (state.stage == HEADER) {
			if (state.last_block) state.stage = ENDED;
			else status = read_header(&place);
		} else if (state.stage == STORED) {
			status = run_stored(&place, &out, limit);
		} else {
			status = state.wide ? run_codes(&place, &out, limit, reachable, 1)
			                    : run_codes(&place, &out, limit, reachable, 0);
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
