/** The licences offered by name; any other SPDX identifier is taken with its address. */
export const knownLicenses = [
  { spdx: 'CC0-1.0', title: 'CC0 1.0', url: 'https://creativecommons.org/publicdomain/zero/1.0/' },
  { spdx: 'CC-BY-4.0', title: 'CC BY 4.0', url: 'https://creativecommons.org/licenses/by/4.0/' },
  { spdx: 'CC-BY-SA-4.0', title: 'CC BY-SA 4.0', url: 'https://creativecommons.org/licenses/by-sa/4.0/' },
  { spdx: 'CC-BY-NC-4.0', title: 'CC BY-NC 4.0', url: 'https://creativecommons.org/licenses/by-nc/4.0/' },
  { spdx: 'Apache-2.0', title: 'Apache 2.0', url: 'https://www.apache.org/licenses/LICENSE-2.0' },
  { spdx: 'MIT', title: 'MIT', url: 'https://opensource.org/license/mit' },
] as const;

/** A licence's name for people: that of a known one, a Creative Commons one as its makers write it, else its SPDX identifier. */
export function licenseTitle(spdx: string): string {
  const known = knownLicenses.find((license) => license.spdx === spdx);
  return known?.title ?? spdx.replace(/^CC-(BY(?:-(?:NC|ND|SA))*)-(\d\.\d)/, 'CC $1 $2');
}
