const FIRST_BYTES = 2048;
const LARGEST_BYTES = 65_536;
const NEWLINE = 0x0a;

/** Lines kept as bytes, with their line numbers in the file, from 1. */
export interface PackedLines {
  rows: number[];
  /** Adds the lines that stand in the block from one place to another; their numbers are the caller's to add to `rows`. */
  add(block: Buffer, from: number, to: number): void;
  /** The lines, in the order of `rows`. */
  lines(): Generator<string, void, void>;
}

/**
 * Keeps lines in a few large pieces of memory: as strings, a quarter of a million would take five times the room. A piece is
 * twice the one before, for a file may have few lines of very many schools.
 */
export function packedLines(): PackedLines {
  const rows: number[] = [];
  const full: Buffer[] = [];
  let open = Buffer.alloc(0);
  let used = 0;
  return {
    rows,
    add: (block, from, to) => {
      const length = to - from + (block[to - 1] === NEWLINE ? 0 : 1);
      if (used + length > open.length) {
        if (used > 0) full.push(open.subarray(0, used));
        const next = Math.min(Math.max(FIRST_BYTES, open.length * 2), LARGEST_BYTES);
        open = Buffer.allocUnsafeSlow(Math.max(length < FIRST_BYTES ? next : 0, length));
        used = 0;
      }
      block.copy(open, used, from, to);
      used += length;
      // The last line of a file may lack its end.
      open[used - 1] = NEWLINE;
    },
    lines: function* () {
      for (const piece of [...full, open.subarray(0, used)]) {
        const text = piece.toString();
        for (let from = 0; from < text.length;) {
          const to = text.indexOf('\n', from);
          yield text.slice(from, text[to - 1] === '\r' ? to - 1 : to);
          from = to + 1;
        }
      }
    },
  };
}
