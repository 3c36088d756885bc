const literal = (value: string) => `'${value.replaceAll("'", "''")}'`;

/** `field in ('a','b')`: the Data API's way to name several. */
export const isOneOf = (field: string, values: readonly string[]) => `${field} in (${values.map(literal).join(",")})`;

/** `field eq 'a' or field eq 'b'`: Dataverse's way. */
export const equalsOneOf = (field: string, values: readonly string[]) =>
  values.map((value) => `${field} eq ${literal(value)}`).join(" or ");
