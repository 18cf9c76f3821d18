/** Headers of OWASP's list that need no nonce. What scripts and styles may run is not restricted by a policy yet. */
const securityHeaders = [
  { key: 'X-Content-Type-Options', value: 'nosniff' },
  { key: 'X-Frame-Options', value: 'DENY' },
  { key: 'Referrer-Policy', value: 'strict-origin-when-cross-origin' },
  { key: 'Cross-Origin-Opener-Policy', value: 'same-origin' },
  { key: 'Cross-Origin-Resource-Policy', value: 'same-origin' },
  { key: 'X-Permitted-Cross-Domain-Policies', value: 'none' },
  { key: 'X-DNS-Prefetch-Control', value: 'off' },
  { key: 'Strict-Transport-Security', value: 'max-age=31536000; includeSubDomains' },
  {
    key: 'Permissions-Policy',
    value: 'accelerometer=(), camera=(), geolocation=(), gyroscope=(), microphone=(), payment=(), usb=()',
  },
  { key: 'Content-Security-Policy', value: "base-uri 'none'; frame-ancestors 'none'; object-src 'none'" },
];

/**
 * Scripts and style sheets for browsers that read Brotli, which Next.js itself does not speak: app/chunks sends them. A
 * development server makes them anew all the time, elsewhere.
 */
const compressed =
  process.env.NODE_ENV === 'production'
    ? [
        {
          source: '/_next/static/chunks/:file([^/]+\\.(?:js|css))',
          has: [{ type: 'header', key: 'accept-encoding', value: '.*\\bbr\\b.*' }],
        },
      ]
    : [];

/** @type {import('next').NextConfig} */
const config = {
  reactStrictMode: true,
  poweredByHeader: false,
  // Without it `next dev` writes a file of its own into the tree.
  agentRules: false,
  devIndicators: false,
  // forbidden() answers 403 with app/forbidden.tsx.
  experimental: { authInterrupts: true },
  allowedDevOrigins: ['127.0.0.1'],
  turbopack: { root: import.meta.dirname },
  // Native code, or code that finds its own files at run time: required from node_modules, never bundled.
  serverExternalPackages: [
    '@node-rs/argon2',
    'bullmq',
    'ioredis',
    'onnxruntime-node',
    'pg',
    'pg-copy-streams',
    'pino',
    'sharp',
  ],
  // Thumbnails are made once at import and served by our own route, which knows who may see them: plain <img>.
  images: { unoptimized: true },
  rewrites: async () => ({
    beforeFiles: compressed.map((match) => ({ ...match, destination: '/chunks/:file' })),
  }),
  headers: async () => [
    { source: '/:path*', headers: securityHeaders },
    // Bytes that came from somewhere: opened by themselves they may load and run nothing. The later of two wins.
    {
      source: '/images/:path*',
      headers: [{ key: 'Content-Security-Policy', value: "default-src 'none'; sandbox" }],
    },
    // A route handler may not say so itself.
    ...compressed.map((match) => ({ ...match, headers: [{ key: 'Content-Encoding', value: 'br' }] })),
  ],
};

export default config;
