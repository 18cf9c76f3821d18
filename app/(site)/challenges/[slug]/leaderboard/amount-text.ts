/** `714\u202fM`, `4.23\u202fG`. */
export function amountText(value: number): string {
  const units = ['', 'k', 'M', 'G', 'T'];
  const unit = Math.max(0, Math.min(units.length - 1, Math.floor(Math.log10(value) / 3 + 1e-9)));
  const amount = (value / 1000 ** unit).toLocaleString('en', { maximumSignificantDigits: 3 });
  return unit === 0 ? amount : `${amount}\u202f${units[unit]}`;
}
