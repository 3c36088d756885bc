export interface QueryPage {
  /** The JSON texts of the results. */
  readonly results: readonly string[];
  readonly continuation: string | undefined;
}
