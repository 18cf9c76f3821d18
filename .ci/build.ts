import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { buildWhereMissing } from '../cli/start/build.ts';

// The build that `npm start` makes where there is none of these sources, so that the journeys run on the very same.

const project = path.resolve(import.meta.dirname, '..');
const log = path.join(project, 'test-results', 'build.log');
await mkdir(path.dirname(log), { recursive: true });
const built = await buildWhereMissing(project, log);
console.log(built ? 'built' : 'there is a build of these sources');
