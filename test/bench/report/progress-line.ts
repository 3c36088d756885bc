/** Tells every tenth how far the preloading is. */
export function progressLine(total: number): (written: number) => void {
  let told = 0;
  return (written) => {
    const tenths = Math.floor((10 * written) / total);
    if (tenths === told || total < 10_000) return;
    told = tenths;
    console.log(`preloaded ${written} of ${total}`);
  };
}
