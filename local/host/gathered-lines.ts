/** Writes the lines of one turn of the event loop together: a write to a pipe costs more than a line. */
export function gatheredLines(write: (text: string) => void): (line: string) => void {
  let gathered = "";
  const flush = () => {
    if (gathered === "") return;
    const text = gathered;
    gathered = "";
    write(text);
  };
  process.on("exit", flush);
  return (line) => {
    if (gathered === "") setImmediate(flush);
    gathered += line;
  };
}
