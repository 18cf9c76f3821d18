import { loadHierarchy } from '#lib/hierarchy/server/load-hierarchy';
import { config } from '#lib/infra/config';
import { applyMigrations } from '#prisma/migrate';
import { printSteps, type Steps } from '../start/steps.ts';

/** Brings the database up to this version and loads the noun hierarchy, a line a step. Safe to repeat. */
export async function prepareSteps(steps: Steps): Promise<void> {
  await steps.run('Schema', async (note) => {
    const applied = await applyMigrations(config().DATABASE_URL as string);
    note(applied.length === 0 ? 'up to date' : `${applied.length} migrations applied`);
  });
  await steps.run('Hierarchy', async (note) => {
    const loaded = await loadHierarchy();
    note(
      loaded
        ? `${loaded.synsets.toLocaleString('en')} synsets, ${loaded.links.toLocaleString('en')} links`
        : 'there already',
    );
  });
}

/** `imagenest admin prepare`: the same for a deployment whose database is named by DATABASE_URL. */
export async function prepare(): Promise<void> {
  const { closeDb } = await import('#lib/infra/db/client');
  await prepareSteps(printSteps(process.stdout));
  await closeDb();
}
