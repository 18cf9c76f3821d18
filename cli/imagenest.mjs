#!/usr/bin/env node
// The sources are TypeScript: tsx loads them as they are, so that no build stands between a change and the command.
import { register } from 'tsx/esm/api';

register();
await import('./main.ts');
