/** The largest file taken, in bytes. */
export const MAX_IMAGE_BYTES = 32 * 1024 * 1024;

/** The most pixels decoded: enough for the sensors of today's telephones, too few to exhaust a small machine. */
export const MAX_IMAGE_PIXELS = 64_000_000;

/** The longest that one image is decoded for: the slowest honest one takes a few seconds. */
export const MAX_IMAGE_SECONDS = 60;
