const quoted = (text: string) => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

/** A row of a CSV file (RFC 4180, but for the plain line end). */
export function csvRow(values: readonly string[]): string {
  return `${values.map(quoted).join(',')}\n`;
}
