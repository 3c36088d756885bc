/** An ISO 8601 duration of hours, minutes and seconds, such as `PT1M30S`, in milliseconds. */
export function durationMs(text: string): number {
  const [, hours = 0, minutes = 0, seconds = 0] = /^PT(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?$/.exec(text) ?? [];
  const ms = ((Number(hours) * 60 + Number(minutes)) * 60 + Number(seconds)) * 1000;
  if (ms === 0) throw new Error(`"${text}" is no duration.`);
  return ms;
}
