import 'server-only';
import { unstable_rethrow } from 'next/navigation';
import type { z } from 'zod';
import { AppError } from '#lib/core/errors';
import type { Person } from '#lib/identity/person';
import { explain } from './problem';
import { currentPerson } from './session';

/** What a form knows of its last sending; null before the first. */
export type ActionState<Value> =
  | { ok: true; value: Value }
  | { ok: false; code: string; message: string; fieldErrors: Record<string, string> }
  | null;

/**
 * Makes a server action for a form: parses the fields (a name that comes several times becomes a list where the schema
 * wants one), finds out who sends, calls the use case and gives its answer or the refusal as the form's state.
 */
export function action<S extends z.ZodType, Value>(
  schema: S,
  act: (person: Person | null, input: z.infer<S>) => Promise<Value>,
) {
  return async (_previous: ActionState<Value>, form: FormData): Promise<ActionState<Value>> => {
    const parsed = schema.safeParse(formFields(form));
    if (!parsed.success) {
      const fieldErrors: Record<string, string> = {};
      for (const issue of parsed.error.issues) fieldErrors[issue.path.join('.')] ??= issue.message;
      return { ok: false, code: 'bad-input', message: 'Some fields need another look.', fieldErrors };
    }
    try {
      return { ok: true, value: await act(await currentPerson(), parsed.data) };
    } catch (error) {
      // redirect() and notFound() work by throwing.
      unstable_rethrow(error);
      const { code, message } = explain(error);
      const field = error instanceof AppError ? error.details.field : undefined;
      return { ok: false, code, message, fieldErrors: typeof field === 'string' ? { [field]: message } : {} };
    }
  };
}

function formFields(form: FormData): Record<string, unknown> {
  const fields: Record<string, unknown> = {};
  for (const name of new Set(form.keys())) {
    if (name.startsWith('$ACTION')) continue;
    const values = form.getAll(name);
    fields[name] = values.length > 1 ? values : values[0];
  }
  return fields;
}
