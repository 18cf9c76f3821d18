import { z } from 'zod';

/** Email addresses are compared in lower case. */
export const emailSchema = z
  .string()
  .trim()
  .toLowerCase()
  .pipe(z.email('must be an email address, like name@example.org'))
  .pipe(z.string().max(254));

/** Length is what makes a password hard to guess (NIST SP 800-63B); no rule asks for kinds of characters. */
export const passwordSchema = z
  .string()
  .min(10, 'must have at least 10 characters; a few words in a row are fine')
  .max(256, 'must have at most 256 characters');

export const signUpSchema = z.object({
  name: z.string().trim().min(1, 'must not be empty').max(80, 'must have at most 80 characters'),
  email: emailSchema,
  password: passwordSchema,
});
export type SignUp = z.infer<typeof signUpSchema>;

/** What is sent to sign in with; longer than any account's is refused before it is hashed. */
export const signInSchema = z.object({ email: z.string().max(254), password: z.string().max(256) });
