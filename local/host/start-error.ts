/** The app cannot be started as it is; the message says what to change. */
export class StartError extends Error {
  override readonly name = "StartError";
}
