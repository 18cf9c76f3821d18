'use server';

import { cookies } from 'next/headers';
import { themeCookie, themeSchema } from './theme';

const yearInSeconds = 365 * 24 * 60 * 60;

/** Keeps the theme chosen in the form in a cookie of this browser; `system` takes the cookie away. */
export async function setTheme(form: FormData): Promise<void> {
  const theme = themeSchema.parse(form.get('theme'));
  const jar = await cookies();
  if (theme === 'system') {
    jar.delete(themeCookie);
    return;
  }
  jar.set(themeCookie, theme, { httpOnly: true, maxAge: yearInSeconds, path: '/', sameSite: 'lax' });
}
