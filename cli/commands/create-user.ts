import { z } from 'zod';
import { AppError } from '#lib/core/errors';
import { emailSchema, passwordSchema } from '#lib/identity/credentials';
import { printResult } from '../output.ts';
import { roleListSchema } from '../role-list.ts';
import { connectToRunningDatabase } from '../running-database.ts';

const NAME_LENGTH = 'must have 1 to 80 characters';

const inputSchema = z.object({
  email: emailSchema,
  name: z.string().trim().min(1, NAME_LENGTH).max(80, NAME_LENGTH),
  roles: roleListSchema,
  password: passwordSchema.optional(),
});

/** `imagenest admin create-user`: makes a user with the roles named, and an API token where asked for. */
export async function createUserCommand(options: { token?: boolean; json?: boolean }): Promise<void> {
  const parsed = inputSchema.safeParse(options);
  if (!parsed.success) {
    const told = parsed.error.issues
      .map(({ path: [option], message }) => `--${String(option)}: ${message}`)
      .join('; ');
    throw new AppError('invalid', 'bad-input', told);
  }
  await connectToRunningDatabase();
  const { closeDb } = await import('#lib/infra/db/client');
  const { createUser } = await import('#lib/identity/server/create-user');
  const { createApiToken } = await import('#lib/identity/server/api-tokens');
  try {
    const person = await createUser(parsed.data);
    const token = options.token ? await createApiToken(person, 'made by admin create-user') : null;
    printResult({ id: person.id, email: person.email, roles: person.roles, token }, options);
  } finally {
    await closeDb();
  }
}
