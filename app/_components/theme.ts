import { cookies } from 'next/headers';
import { z } from 'zod';

/** The themes that a person can choose. `system` follows the device and is the absence of the cookie. */
export const themeSchema = z.enum(['system', 'light', 'dark']);
export type Theme = z.infer<typeof themeSchema>;

export const themeCookie = 'theme';

/** The theme that this browser chose; `system` where it chose none. */
export async function readTheme(): Promise<Theme> {
  const value = (await cookies()).get(themeCookie)?.value;
  return themeSchema.safeParse(value).data ?? 'system';
}
