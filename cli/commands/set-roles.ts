import { z } from 'zod';
import { AppError } from '#lib/core/errors';
import { emailSchema } from '#lib/identity/credentials';
import { printResult } from '../output.ts';
import { roleListSchema } from '../role-list.ts';
import { connectToRunningDatabase } from '../running-database.ts';

const inputSchema = z.object({ email: emailSchema, roles: roleListSchema });

/** `imagenest admin set-roles`: gives a person who is there already exactly the roles named. */
export async function setRolesCommand(options: { json?: boolean }): Promise<void> {
  const parsed = inputSchema.safeParse(options);
  if (!parsed.success) {
    const told = parsed.error.issues
      .map((issue) => `--${String(issue.path[0])}: ${issue.message}`)
      .join('; ');
    throw new AppError('invalid', 'bad-input', told);
  }
  await connectToRunningDatabase();
  const { closeDb } = await import('#lib/infra/db/client');
  const { setRoles } = await import('#lib/identity/server/set-roles');
  try {
    const person = await setRoles(parsed.data.email, parsed.data.roles);
    printResult({ id: person.id, email: person.email, roles: person.roles }, options);
  } finally {
    await closeDb();
  }
}
