/** Folds case and Vietnamese diacritics, đ included: `Đằng Lâm` becomes `dang lam`. */
export function foldForSearch(text: string): string {
  return text
    .normalize('NFD')
    .replaceAll(/\p{Diacritic}/gu, '')
    .replaceAll('đ', 'd')
    .replaceAll('Đ', 'D')
    .toLowerCase()
    .replaceAll(/\s+/g, ' ')
    .trim();
}

const collator = new Intl.Collator('vi', { numeric: true });

/** Vietnamese order of names, numbers by value ("Mẫu 9" before "Mẫu 10"). */
export function compareVietnamese(a: string, b: string): number {
  return collator.compare(a, b);
}
