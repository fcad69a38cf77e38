const STARTS_A_FORMULA = /^[=+\-@\t\r]/;

/** A text that no spreadsheet takes for a formula: one that begins with = + - @, a tab or a carriage return gets an apostrophe in front. Numbers are written as numbers and need none. */
export function neutralised(text: string): string {
  return STARTS_A_FORMULA.test(text) ? `'${text}` : text;
}

/** What a cell said before `neutralised` put its apostrophe there: a file that the hub wrote reads back as it was. */
export function plain(text: string): string {
  return text.startsWith("'") && STARTS_A_FORMULA.test(text.slice(1)) ? text.slice(1) : text;
}
