import { type NextRequest, NextResponse } from 'next/server';

/** Tells pages their own address, so that who must sign in first comes back to it. */
export function proxy(request: NextRequest): NextResponse {
  const headers = new Headers(request.headers);
  headers.set('x-request-path', request.nextUrl.pathname + request.nextUrl.search);
  return NextResponse.next({ request: { headers } });
}

// Routes that take uploads stay out: a matched route's body is cut at 10 MB.
export const config = { matcher: ['/((?!api/|images/|chunks/|_next/|health|ready|metrics).*)'] };
