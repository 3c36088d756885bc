import type { HttpMethod } from "@azure/functions";
import type { z } from "zod";
import type { ChannelConfiguration } from "../headquarters";
import type { BodyRules } from "./parse-request";

export type Access = "anonymous" | "channel" | "administrator";

export interface AnswerDescription {
  readonly description: string;
  readonly schema?: z.ZodType;
}

/** One operation of the HTTP API: what it accepts and answers. The OpenAPI document is made of these. */
export interface Endpoint<
  Path extends z.ZodType = z.ZodType,
  Query extends z.ZodType = z.ZodType,
  Body extends z.ZodType = z.ZodType,
> {
  readonly operationId: string;
  readonly tag: "Customers" | "Imports" | "Clienteling" | "Jobs" | "Configuration" | "Operations" | "Service";
  readonly summary: string;
  readonly method: HttpMethod;
  /** With its parameters in braces; those of a `channel` endpoint begin with `channelId`. */
  readonly route: string;
  readonly access: Access;
  readonly path?: Path;
  readonly query?: Query;
  /** Request headers that the operation reads, by lower-case name. */
  readonly headers?: Readonly<Record<string, z.ZodType<string | undefined>>>;
  readonly body?: Body;
  /** Faults of a channel's body that its schema cannot see; named together with those of the schema. */
  rules?(channel: ChannelConfiguration): BodyRules<z.output<Body>>;
  /** The largest body, in bytes; without it that of an ordinary request. */
  readonly bodyLimit?: number;
  /** The content types of a file that is sent as the body. */
  readonly upload?: readonly string[];
  readonly answers: Readonly<Record<number, AnswerDescription>>;
}

/** Keeps the types of an endpoint's parts. */
export function endpoint<Path extends z.ZodType, Query extends z.ZodType, Body extends z.ZodType>(
  description: Endpoint<Path, Query, Body>,
): Endpoint<Path, Query, Body> {
  return description;
}
