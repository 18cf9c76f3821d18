// A thread does not inherit how its parent loads TypeScript.
import { register } from 'tsx/esm/api';

register();
await import('./estimate-thread.ts');
