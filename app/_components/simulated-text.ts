/** How many of some labels only simulated labelers voted for, in words; null where there are none. */
export function simulatedText(labels: readonly { simulated?: boolean }[]): string | null {
  const count = labels.filter(({ simulated }) => simulated).length;
  if (count === 0) return null;
  if (count === labels.length) return 'These labels were made by simulated labelers.';
  return `${count} of these ${labels.length} labels were made by simulated labelers.`;
}
