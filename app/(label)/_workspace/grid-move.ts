/** Where a key leads from a place in a grid that is read by rows; undefined where it leads nowhere. */
export function gridMove(key: string, index: number, count: number, columns: number): number | undefined {
  const target = {
    ArrowLeft: index - 1,
    ArrowRight: index + 1,
    ArrowUp: index - columns,
    ArrowDown: index + columns,
    Home: 0,
    End: count - 1,
  }[key];
  if (target === undefined || target === index) return undefined;
  return target >= 0 && target < count ? target : undefined;
}
