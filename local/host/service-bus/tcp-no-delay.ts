import rhea from "rhea";

/**
 * The SDK writes a settlement and a credit as two small packets. With Nagle's algorithm the second waits for the
 * acknowledgement of the first, which a local system delays by 40 ms: some sixty messages a second and no more.
 * The SDK has no switch for it; its AMQP library looks for one here.
 */
export function sendSmallPacketsAtOnce(): void {
  rhea.options["tcp_no_delay"] = true;
}
