import { openMemoryPool } from '../memory-pool.ts';
import { scoringCapacity } from './scoring-capacity.ts';

/** What the models that this process has open may come to fill. */
export const modelMemory = openMemoryPool(() => scoringCapacity().memoryMb);
