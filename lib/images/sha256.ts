import { z } from 'zod';

/** The name of an image: the SHA-256 of its bytes in lower-case hexadecimal. */
export const sha256Schema = z.string().regex(/^[0-9a-f]{64}$/, 'must be 64 hexadecimal digits');
