import type { TwinReport } from './freeze-report.ts';
import { assignSplits, isSplit, type SplitItems, type SplitOptions } from './splits.ts';

/** What splits came to for near duplicates: `outcomes` are those of `assignSplits` with the groups. */
export function reportTwins(items: SplitItems, outcomes: Uint8Array, options: SplitOptions): TwinReport {
  const report: TwinReport = { groups: 0, images: 0, moved: 0 };
  const { groups } = items;
  const inVersion = new Uint32Array(groups.length)
    .map((_, at) => at)
    .filter((at) => (groups[at] as number) >= 0 && isSplit(outcomes[at] as number));
  if (inVersion.length === 0) return report;
  const sizes = new Map<number, number>();
  for (const at of inVersion) {
    const group = groups[at] as number;
    sizes.set(group, (sizes.get(group) ?? 0) + 1);
  }
  for (const size of sizes.values()) {
    if (size < 2) continue;
    report.groups++;
    report.images += size;
  }
  const apart = { ...items, groups: new Int32Array(groups.length).fill(-1) };
  const alone = assignSplits(apart, options, new Uint8Array());
  report.moved = inVersion.filter((at) => outcomes[at] !== alone[at]).length;
  return report;
}
