import { z } from 'zod';

/** A name that stands in addresses: lower-case letters and digits in words joined by single hyphens. */
export const slugSchema = z
  .string()
  .min(1)
  .max(80, 'must have at most 80 characters')
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'must be lower-case letters, digits and hyphens, like garden-birds');

/** A slug made of a title: 'Garden birds, 2026' gives 'garden-birds-2026'. Empty where the title has no letter or digit of ours. */
export function slugOf(title: string): string {
  return title
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 80)
    .replace(/^-+|-+$/g, '');
}
