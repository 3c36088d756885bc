const englishNames = (["long", "short"] as const).map(
  (style) => new Intl.DisplayNames(["en"], { type: "region", style, fallback: "none" }),
);
const letters = [..."ABCDEFGHIJKLMNOPQRSTUVWXYZ"];
const codesByName = new Map<string, string>();
for (const code of letters.flatMap((first) => letters.map((second) => first + second))) {
  // Former codes have names too: DD is Germany as well, but its present code is DE.
  const present = new Intl.Locale(`und-${code}`).region;
  for (const names of englishNames) {
    const name = names.of(code);
    if (name !== undefined && present !== undefined && code !== "ZZ") {
      codesByName.set(name.toLowerCase(), present);
      codesByName.set(code.toLowerCase(), present);
    }
  }
}

/** The ISO 3166-1 alpha-2 code of a country, given by its English name or by its code; `undefined` for any other. */
export const countryCode = (given: string): string | undefined => codesByName.get(given.trim().toLowerCase());
