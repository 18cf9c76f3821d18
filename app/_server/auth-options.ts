import { headers } from 'next/headers';
import type { NextAuthOptions } from 'next-auth';
import CredentialsProvider from 'next-auth/providers/credentials';
import EmailProvider from 'next-auth/providers/email';
import GitHubProvider from 'next-auth/providers/github';
import GoogleProvider from 'next-auth/providers/google';
import { signInSchema } from '#lib/identity/credentials';
import { noteSignIn } from '#lib/identity/server/note-sign-in';
import { signInWithPassword } from '#lib/identity/server/sign-in';
import { type Config, config } from '#lib/infra/config';
import { log } from '#lib/infra/log';
import { authAdapter } from './auth-adapter';

type Providers = NextAuthOptions['providers'];

const passwordProvider = CredentialsProvider({
  credentials: { email: {}, password: {} },
  authorize: async (credentials) => {
    const sent = signInSchema.safeParse(credentials);
    if (!sent.success) return null;
    const person = await signInWithPassword(sent.data.email, sent.data.password);
    return person && { id: person.id, name: person.name, email: person.email };
  },
});

/** The methods whose variables are set, after email and password. */
function otherProviders(settings: Config): Providers {
  const { GITHUB_ID, GITHUB_SECRET, GOOGLE_ID, GOOGLE_SECRET, ORCID_ID, ORCID_SECRET, SMTP_URL } = settings;
  const providers: Providers = [];
  if (SMTP_URL) {
    const host = new URL(settings.NEXTAUTH_URL ?? 'http://localhost').hostname;
    providers.push(EmailProvider({ server: SMTP_URL, from: `Imagenest <no-reply@${host}>` }));
  }
  if (GITHUB_ID && GITHUB_SECRET) {
    providers.push(GitHubProvider({ clientId: GITHUB_ID, clientSecret: GITHUB_SECRET }));
  }
  if (GOOGLE_ID && GOOGLE_SECRET) {
    providers.push(GoogleProvider({ clientId: GOOGLE_ID, clientSecret: GOOGLE_SECRET }));
  }
  if (ORCID_ID && ORCID_SECRET) {
    providers.push({
      id: 'orcid',
      name: 'ORCID',
      type: 'oauth',
      wellKnown: 'https://orcid.org/.well-known/openid-configuration',
      idToken: true,
      authorization: { params: { scope: 'openid' } },
      clientId: ORCID_ID,
      clientSecret: ORCID_SECRET,
      // ORCID tells no email address; the iD takes its place under a domain that no mail reaches.
      profile: (profile: { sub: string; given_name?: string; family_name?: string }) => ({
        id: profile.sub,
        name: [profile.given_name, profile.family_name].filter(Boolean).join(' ') || profile.sub,
        email: `${profile.sub.toLowerCase()}@orcid.invalid`,
      }),
    });
  }
  return providers;
}

/** How people sign in. The session cookie carries the person's id alone; roles are read from the database. */
export const authOptions: NextAuthOptions = {
  secret: config().NEXTAUTH_SECRET,
  adapter: authAdapter,
  session: { strategy: 'jwt', maxAge: 30 * 24 * 3600 },
  pages: { signIn: '/sign-in', error: '/sign-in', verifyRequest: '/sign-in?sent=1' },
  providers: [passwordProvider, ...otherProviders(config())],
  callbacks: {
    jwt: ({ token, user }) => (user ? { sub: user.id } : token),
    session: ({ session, token }) => ({ ...session, personId: token.sub }),
  },
  events: {
    signIn: async ({ user }) => {
      // The first is the client as the nearest proxy saw it. Somebody may forge it; organisers are told what it proves.
      const address = (await headers()).get('x-forwarded-for')?.split(',')[0]?.trim() ?? null;
      // Nobody is kept out for want of a note.
      await noteSignIn(user.id, address).catch((error: Error) =>
        log.warn({ error: error.message }, 'sign-in not noted'),
      );
    },
  },
};

/** The methods to offer beside email and password: id and name. */
export const otherMethods = otherProviders(config()).map(({ id, name }) => ({ id, name }));
