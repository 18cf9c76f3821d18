/** Keeps a word for a year in this browser, for the server to read where people label. */
export function keepCookie(name: string, value: string): void {
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store is missing on plain HTTP and in some browsers
  document.cookie = `${name}=${value}; path=/label; max-age=31536000; samesite=lax`;
}
